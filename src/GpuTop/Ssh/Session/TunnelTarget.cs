namespace GpuTop.Ssh;

/// <summary>The destination of a tunnel.</summary>
/// <param name="Host">Its name for the user.</param>
/// <param name="Address">Name or address to connect to, as the server resolves it.</param>
/// <param name="Port">Its port.</param>
internal sealed record TunnelTarget(string Host, string Address, int Port);
