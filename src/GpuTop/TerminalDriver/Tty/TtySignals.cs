using System.Reactive.Disposables;
using System.Runtime.InteropServices;

namespace GpuTop.TerminalDriver;

/// <summary>Forwards signals to a <see cref="Tty"/>, which restores the terminal; without SIGTSTP: a .NET process that has registered it is
/// not stopped (dotnet/runtime, pal_signal.c).</summary>
internal static class TtySignals
{
    /// <summary>Forwards until the result is disposed; also the end of the process and unhandled exceptions.</summary>
    public static IDisposable Watch(Tty tty)
    {
        void Leave(object? sender, EventArgs arguments) => tty.Restore();
        AppDomain.CurrentDomain.UnhandledException += Leave;
        AppDomain.CurrentDomain.ProcessExit += Leave;
        return new CompositeDisposable(
            Disposable.Create(() =>
            {
                AppDomain.CurrentDomain.UnhandledException -= Leave;
                AppDomain.CurrentDomain.ProcessExit -= Leave;
            }),
            On(PosixSignal.SIGWINCH, tty.OnResized),

            // Cancelled, like all here: .NET would restore its own terminal settings afterwards.
            On(PosixSignal.SIGCONT, tty.OnContinued),
            On(PosixSignal.SIGHUP, () => tty.OnSignal(SignalExitCodes.Hangup)),
            On(PosixSignal.SIGINT, () => tty.OnSignal(SignalExitCodes.Interrupt)),
            On(PosixSignal.SIGQUIT, () => tty.OnSignal(SignalExitCodes.Quit)),
            On(PosixSignal.SIGTERM, () => tty.OnSignal(SignalExitCodes.Terminate)));
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action act) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            act();
        });
}
