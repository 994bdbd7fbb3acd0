using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.InteropServices;

namespace GpuTop.Cli;

/// <summary>SIGINT, SIGTERM and SIGHUP of a command without a screen.</summary>
internal static class Signals
{
    /// <summary>The exit code of each signal that arrives. Cold: signals are handled while subscribed; never ends, no errors; any
    /// thread.</summary>
    public static IObservable<int> ExitCodes { get; } = Observable.Create<int>(observer => new CompositeDisposable(
        On(PosixSignal.SIGINT, TerminalDriver.ExitCodes.Interrupt, observer),
        On(PosixSignal.SIGTERM, TerminalDriver.ExitCodes.Terminate, observer),
        On(PosixSignal.SIGHUP, TerminalDriver.ExitCodes.Hangup, observer)));

    /// <summary>Until the result is disposed, signals that programs send end nothing by themselves: a shell that closes hangs up its jobs
    /// after the terminal did (bash(1), SIGNALS), and child processes and sockets would be left. Ctrl-C still ends.</summary>
    public static IDisposable Hold() => new CompositeDisposable(Held(PosixSignal.SIGTERM), Held(PosixSignal.SIGHUP));

    private static PosixSignalRegistration Held(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);

    private static PosixSignalRegistration On(PosixSignal signal, int code, IObserver<int> observer) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            observer.OnNext(code);
        });
}
