using System.Reactive.Disposables;
using System.Runtime.InteropServices;

namespace GpuTop.TerminalDriver;

/// <summary>Forwards signals to a <see cref="Tty"/>, without SIGTSTP: a .NET process that has registered it is not stopped
/// (dotnet/runtime, pal_signal.c).</summary>
internal static class TtySignals
{
    /// <summary>Forwards until the result is disposed; also the end of the process and unhandled exceptions.</summary>
    public static IDisposable Watch(Tty tty)
    {
        void Leave(object? sender, EventArgs arguments) => tty.Leave();
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
            On(PosixSignal.SIGHUP, () => tty.OnSignal(ExitCodes.Hangup)),
            On(PosixSignal.SIGINT, () => tty.OnSignal(ExitCodes.Interrupt)),
            On(PosixSignal.SIGQUIT, () => tty.OnSignal(ExitCodes.Quit)),
            On(PosixSignal.SIGTERM, () => tty.OnSignal(ExitCodes.Terminate)));
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action act) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            act();
        });
}
