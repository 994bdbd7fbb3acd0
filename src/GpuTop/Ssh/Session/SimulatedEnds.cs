using System.Net;

namespace GpuTop.Ssh;

/// <summary>What stands for terminals and ports of a simulated server.</summary>
/// <param name="Attach">The local program for a script that a real server would run on a terminal.</param>
/// <param name="Listen">Opens the local end point for a port; disposing closes it.</param>
internal sealed record SimulatedEnds(Func<string, ProcessCommand> Attach, Func<int, (EndPoint Address, IDisposable Listener)> Listen);
