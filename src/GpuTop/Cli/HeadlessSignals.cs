using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.InteropServices;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>SIGINT, SIGTERM and SIGHUP as exit codes of a command without a screen; <see cref="TerminalDriver.TtySignals"/> are those of
/// the screen.</summary>
internal static class HeadlessSignals
{
    /// <summary>The exit code of each signal that arrives. Cold: signals are handled while subscribed; never ends, no errors; any
    /// thread.</summary>
    public static IObservable<int> ExitCodes { get; } = Observable.Create<int>(observer => new CompositeDisposable(
        On(PosixSignal.SIGINT, SignalExitCodes.Interrupt, observer),
        On(PosixSignal.SIGTERM, SignalExitCodes.Terminate, observer),
        On(PosixSignal.SIGHUP, SignalExitCodes.Hangup, observer)));

    private static PosixSignalRegistration On(PosixSignal signal, int code, IObserver<int> observer) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            observer.OnNext(code);
        });
}
