using System.Collections.Immutable;
using System.Diagnostics;
using System.Reactive;
using System.Reactive.Linq;
using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The clipboard of the desktop that gputop itself runs on. Terminal.app and GNOME's terminal do not take text from programs
/// (OSC 52), and do not say so.</summary>
internal static class DesktopClipboard
{
    // The desktop that a variable tells of (or the system, where it is null), and its program that copies standard input.
    private static readonly (string? Variable, ImmutableArray<string> Command)[] Desktops =
    [
        (null, ["pbcopy"]),
        ("WAYLAND_DISPLAY", ["wl-copy"]),
        ("WSL_DISTRO_NAME", ["clip.exe"]),
        ("DISPLAY", ["xclip", "-selection", "clipboard"]),
        ("DISPLAY", ["xsel", "-i", "-b"]),
    ];

    /// <summary>Program and arguments to try, best first; none over ssh, where the user's desktop is not this machine's.</summary>
    /// <param name="variable">Value of an environment variable, null when it is not set.</param>
    /// <param name="isMac">Whether this is macOS, which needs no variable.</param>
    public static IEnumerable<ImmutableArray<string>> Commands(Func<string, string?> variable, bool isMac)
    {
        bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));
        return IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")
            ? []
            : Desktops.Where(desktop => desktop.Variable is null ? isMac : IsSet(desktop.Variable)).Select(desktop => desktop.Command);
    }

    /// <summary>Copies by the first of the commands that can be started. Cold; ends then, whether it went well or not: nobody waits for it,
    /// and the terminal was asked too.</summary>
    public static IObservable<Unit> Copy(string text, IEnumerable<ImmutableArray<string>> commands) =>
        Observable.FromAsync(() => CopyAsync(text, commands));

    private static async Task CopyAsync(string text, IEnumerable<ImmutableArray<string>> commands)
    {
        foreach (var command in commands)
        {
            try
            {
                // What it says must not reach the screen. It may go on for as long as it owns the selection.
                using var program = Process.Start(new ProcessCommand(command[0], command[1..]).Redirected())!;
                await program.StandardInput.WriteAsync(text);
                program.StandardInput.Close();
                return;
            }
            catch (Exception refusal) when (FailureClassifier.IsOfThisMachine(refusal))
            {
                // It is not installed, or ended without reading.
            }
        }
    }
}
