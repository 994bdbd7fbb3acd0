namespace GpuTop.Recordings;

/// <summary>The file format of recordings: UTF-8 text, one event a line, in the order of time; gzip where the name ends in <c>.gz</c>.
/// <code>
/// gputop-recording 1
/// start 2026-11-28T10:00:00.0000000+00:00
/// server gpu01
///
/// 0 0 connecting 1
/// 312.4 0 ready
/// 350 0 section h 2
/// cpu  10132153 290696 3084719 46828483 16683 0 25195 0 0 0
/// loadavg 0.20 0.18 0.12 1/80 11206
/// 360 0 line ! g
/// 15000 0 broken TimedOut live 2000⇥connection timed out⇥check the network
/// </code>
/// The head ends with an empty line. An event begins with milliseconds since the start, the server's index and the kind. A section
/// names its tag and the number of its lines, which follow; <c>line</c> is a section of one line without a line feed. Fields that may
/// hold blanks come last, each behind a TAB.</summary>
internal static class RecordingFormat
{
    /// <summary>The first line of every file; the number is the version of the format.</summary>
    public const string Head = "gputop-recording 1";

    /// <summary>The line before the name of a server.</summary>
    public const string Server = "server ";

    /// <summary>The line with the time at which the recording began, ISO 8601.</summary>
    public const string Start = "start ";

    /// <summary>Largest size of the text in bytes: about two hours of eight servers with eight GPUs each, sampled every second.</summary>
    public const long MostBytes = 128L * 1024 * 1024;

    /// <summary>Most servers of a recording.</summary>
    public const int MostServers = 1000;

    /// <summary>Most lines of a section that are read back.</summary>
    public const int MostLines = 20_000;

    /// <summary>Longest line in characters.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>Whether a file of this name is compressed (<c>.gz</c>).</summary>
    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
