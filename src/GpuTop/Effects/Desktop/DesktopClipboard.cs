using System.Collections.Immutable;
using System.Diagnostics;
using System.Reactive;
using System.Reactive.Linq;
using GpuTop.Ssh;

namespace GpuTop.Effects;

/// <summary>The clipboard of the desktop that gputop runs on. Terminal.app and GNOME Terminal ignore OSC 52 without an error.</summary>
internal static class DesktopClipboard
{
    // The environment variable of a desktop (null for macOS), and the program that copies its standard input.
    private static readonly (string? Variable, ImmutableArray<string> Command)[] Desktops =
    [
        (null, ["pbcopy"]),
        ("WAYLAND_DISPLAY", ["wl-copy"]),
        ("WSL_DISTRO_NAME", ["clip.exe"]),
        ("DISPLAY", ["xclip", "-selection", "clipboard"]),
        ("DISPLAY", ["xsel", "-i", "-b"]),
    ];

    /// <summary>Programs and arguments to try, best first; none over ssh, where the user's desktop is on another machine.</summary>
    /// <param name="variable">Value of an environment variable; null when unset.</param>
    /// <param name="isMac">Whether this is macOS, which needs no variable.</param>
    public static IEnumerable<ImmutableArray<string>> Commands(Func<string, string?> variable, bool isMac)
    {
        bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));
        return IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")
            ? []
            : Desktops.Where(desktop => desktop.Variable is null ? isMac : IsSet(desktop.Variable)).Select(desktop => desktop.Command);
    }

    /// <summary>Copies with the first command that starts. Cold; completes then, without an error: OSC 52 was sent as well.</summary>
    public static IObservable<Unit> Copy(string text, IEnumerable<ImmutableArray<string>> commands) =>
        Observable.FromAsync(() => CopyAsync(text, commands));

    private static async Task CopyAsync(string text, IEnumerable<ImmutableArray<string>> commands)
    {
        foreach (var command in commands)
        {
            try
            {
                // Its output must not reach the screen. It may run for as long as it owns the selection.
                using var program = Process.Start(new ProcessCommand(command[0], command[1..]).Redirected())!;
                await program.StandardInput.WriteAsync(text);
                program.StandardInput.Close();
                return;
            }
            catch (Exception refusal) when (MachineFailure.Explains(refusal))
            {
                // Not installed, or ended before it read the text.
            }
        }
    }
}
