namespace GpuTop.Probe.Demo;

/// <summary>A simulated connection broke; the message is what ssh would say, in lower case.</summary>
public sealed class ConnectionLostException(string reason) : Exception(reason);
