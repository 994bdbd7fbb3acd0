using GpuTop.Probe;

namespace GpuTop.Ssh;

/// <summary>Output of ssh, servers and shells as text of a failure.</summary>
internal static class FailureText
{
    private const int LongestLine = 200;

    // Messages without a failure: an added host key, a key exchange without post-quantum algorithms (OpenSSH 10.1), a locale that the
    // server lacks, and those of LogLevel VERBOSE.
    private static readonly LinePattern Informational =
        "^(?:Warning: Permanently added|\\*\\* |.*warning: setlocale:|Authenticated |Transferred: sent |Bytes per second: )";

    /// <summary>The text for display: without control characters (ssh ends its lines with CR LF) and trimmed.</summary>
    public static string Clean(string text) => TextSanitizer.Clean(text).Trim();

    /// <summary>The whole output, for the details of a failure.</summary>
    public static string Raw(AttemptEnd end) => Join(
        string.Join('\n', Lines(Clean(end.Messages)).Where(line =>
            !line.StartsWith("Transferred: ", StringComparison.Ordinal) && !line.StartsWith("Bytes per ", StringComparison.Ordinal))),
        Clean(end.Errors),
        Clean(end.Noise));

    /// <summary>The texts that are not empty, each on lines of its own.</summary>
    public static string Join(params IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));

    /// <summary>The lines that are not blank, trimmed.</summary>
    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether a message is no sign of a failure.</summary>
    public static bool IsInformational(string line) => Informational.Matches(line);

    /// <summary>The last line that may hold a reason, shortened; null without one.</summary>
    public static string? LastLine(string[] lines) =>
        lines.LastOrDefault(line => !IsInformational(line)) is { } line ? Short(line) : null;

    /// <summary>A line of bounded length.</summary>
    public static string Short(string line) => line.Length > LongestLine ? line[..LongestLine] + "…" : line;
}
