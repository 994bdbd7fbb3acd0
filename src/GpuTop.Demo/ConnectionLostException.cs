namespace GpuTop.Demo;

/// <summary>Thrown when a simulated connection breaks; the message is that of ssh, in lower case.</summary>
public sealed class ConnectionLostException(string reason) : Exception(reason);
