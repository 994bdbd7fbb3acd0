using System.Reactive.Disposables;
using System.Runtime.InteropServices;

namespace GpuTop.Cli;

/// <summary>SIGTERM and SIGHUP without effect while gputop ends its child processes and removes its sockets.</summary>
internal static class HeldSignals
{
    /// <summary>Ignores both until the result is disposed: a shell that closes sends SIGHUP to its jobs after the terminal did
    /// (bash(1), SIGNALS). Ctrl-C still ends.</summary>
    public static IDisposable Hold() => new CompositeDisposable(Held(PosixSignal.SIGTERM), Held(PosixSignal.SIGHUP));

    private static PosixSignalRegistration Held(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);
}
