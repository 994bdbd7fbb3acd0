using System.Text;

namespace GpuTop.Terminal;

/// <summary>Requests to the terminal that are no drawing: copy, notify, ring. They work over ssh, for they are text like any other.
/// What people wrote is cleaned, so that it cannot end the request and begin another.</summary>
public static class Osc
{
    // xterm and tmux cut or drop longer ones; a command line to copy is far below.
    private const int MaxCopiedBytes = 74_994;
    private const int MaxNoticeLength = 200;

    /// <summary>The bell; tmux marks the window with it.</summary>
    public static ReadOnlySpan<byte> Bell => "\a"u8;

    /// <summary>Puts text onto the user's clipboard (OSC 52). Not wrapped for tmux, which takes it itself and hands it on
    /// when <c>set-clipboard</c> is on or external; null when it is longer than terminals take.</summary>
    public static byte[]? Copy(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        return content.Length > MaxCopiedBytes ? null : Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(content)}\a");
    }

    /// <summary>Shows a desktop notification, in both forms that terminals know: OSC 9 (iTerm2, kitty, WezTerm, Windows Terminal)
    /// and OSC 777 (urxvt, foot, Ghostty); a terminal ignores what it does not know.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="body">What happened.</param>
    /// <param name="inTmux">True inside tmux, which must be asked to pass it on.</param>
    public static byte[] Notify(string title, string body, bool inTmux)
    {
        var (cleanTitle, cleanBody) = (Clean(title), Clean(body));

        // OSC 9;4 is a progress bar to some; a leading blank keeps a text that begins with digits a text.
        string[] requests = [$"\e]9; {cleanTitle}: {cleanBody}\a", $"\e]777;notify;{cleanTitle.Replace(';', ',')};{cleanBody}\a"];
        return Encoding.UTF8.GetBytes(string.Concat(requests.Select(request => inTmux ? ThroughTmux(request) : request)));
    }

    /// <summary>True when the process runs inside tmux.</summary>
    /// <param name="variable">Value of an environment variable, null when it is not set.</param>
    public static bool IsInTmux(Func<string, string?> variable) => !string.IsNullOrEmpty(variable("TMUX"));

    // tmux(1), allow-passthrough: every ESC inside is doubled.
    private static string ThroughTmux(string request) => $"\ePtmux;{request.Replace("\e", "\e\e", StringComparison.Ordinal)}\e\\";

    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty && clean.Length < MaxNoticeLength)
        {
            if (UnicodeWidth.NextGlyph(ref rest, out var rune) >= 0)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
