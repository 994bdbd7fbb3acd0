using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.InteropServices;

namespace GpuTop.Cli;

/// <summary>Signals that ask a command without a screen to end.</summary>
internal static class Signals
{
    /// <summary>The exit code that a signal stands for, when one comes. Cold: signals are ours while it is subscribed to; never
    /// ends, no errors; any thread.</summary>
    public static IObservable<int> ExitCodes { get; } = Observable.Create<int>(observer => new CompositeDisposable(
        On(PosixSignal.SIGINT, Terminal.ExitCodes.Interrupt, observer),
        On(PosixSignal.SIGTERM, Terminal.ExitCodes.Terminate, observer),
        On(PosixSignal.SIGHUP, Terminal.ExitCodes.Hangup, observer)));

    private static PosixSignalRegistration On(PosixSignal signal, int code, IObserver<int> observer) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            observer.OnNext(code);
        });
}
