using System.Reactive.Disposables;
using System.Runtime.InteropServices;

namespace GpuTop.Terminal;

/// <summary>Tells a <see cref="Tty"/> of the signals that concern it. SIGTSTP is not among them: a .NET process that has
/// registered it is not stopped (dotnet/runtime, pal_signal.c).</summary>
internal static class TtySignals
{
    /// <summary>Watches until the result is disposed. The end of the process and unhandled exceptions count as signals too.</summary>
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

            // Cancelled, like all here: else .NET puts its own idea of the terminal's settings back after this.
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
