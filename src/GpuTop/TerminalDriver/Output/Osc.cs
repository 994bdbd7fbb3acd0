using System.Text;

namespace GpuTop.TerminalDriver;

/// <summary>Requests to the terminal that also work over ssh: copy, notification, bell. Text from servers is cleaned, so that it cannot
/// end the request and begin another.</summary>
public static class Osc
{
    // xterm and tmux cut or drop longer ones; command lines are much shorter.
    private const int MaxCopiedBytes = 74_994;
    private const int MaxNoticeLength = 200;

    /// <summary>The bell; tmux marks the window.</summary>
    public static ReadOnlySpan<byte> Bell => "\a"u8;

    /// <summary>Copies text to the user's clipboard (OSC 52). Not wrapped for tmux, which forwards it when <c>set-clipboard</c> is on or
    /// external; null when it is longer than terminals accept.</summary>
    public static byte[]? Copy(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        return content.Length > MaxCopiedBytes ? null : Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(content)}\a");
    }

    /// <summary>Shows a desktop notification in both common forms: OSC 9 (iTerm2, kitty, WezTerm, Windows Terminal)
    /// and OSC 777 (urxvt, foot, Ghostty); terminals ignore the other form.</summary>
    /// <param name="title">The title.</param>
    /// <param name="body">The text.</param>
    /// <param name="inTmux">True inside tmux, where the request needs a passthrough sequence.</param>
    public static byte[] Notify(string title, string body, bool inTmux)
    {
        var (cleanTitle, cleanBody) = (Clean(title), Clean(body));

        // OSC 9;4 is a progress bar in some terminals; the leading blank prevents a text that begins with digits from being one.
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
