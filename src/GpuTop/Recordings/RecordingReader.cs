using System.Globalization;
using System.IO.Compression;
using System.Text;
using GpuTop.Config;
using GpuTop.Probe;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Recordings;

/// <summary>Reads a recording. The file is untrusted: sizes are bounded, and its text is sanitized.</summary>
internal sealed class RecordingReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private readonly BoundedLines _lines;
    private readonly List<string> _servers = [];
    private readonly List<RecordedEvent> _events = [];
    private readonly Dictionary<string, string> _tags = [];
    private DateTimeOffset _start;
    private bool _isCut;

    private RecordingReader(BoundedLines lines) => _lines = lines;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path; compressed where the name ends in <c>.gz</c>.</param>
    /// <exception cref="RecordingException">The file is no recording or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static Recording ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        using var stream = RecordingFormat.IsCompressed(path) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        return Read(stream);
    }

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="RecordingException">The file is no recording or is damaged.</exception>
    public static Recording Read(Stream stream)
    {
        using var lines = new BoundedLines(stream);
        return new RecordingReader(lines).Read();
    }

    private Recording Read()
    {
        ReadHead();
        while (!_isCut && _lines.Next() is { } line)
        {
            ReadEvent(line);
        }

        return new Recording(_start, [.. _servers], [.. _events], _isCut);
    }

    private void ReadHead()
    {
        var head = _lines.Next();
        if (head != RecordingFormat.Head)
        {
            throw Error(head?.StartsWith("gputop-recording ", StringComparison.Ordinal) == true
                ? "recorded by a newer gputop"
                : "not a recording of gputop");
        }

        if (_lines.Next() is not { } start || !start.StartsWith(RecordingFormat.Start, StringComparison.Ordinal)
            || !DateTimeOffset.TryParse(start[RecordingFormat.Start.Length..], CultureInfo.InvariantCulture, out _start)
            || _start.Year is < 2000 or > 9000)
        {
            throw Error("the time of the start is missing");
        }

        while (_lines.Next() is { } line && line.Length > 0)
        {
            if (!line.StartsWith(RecordingFormat.Server, StringComparison.Ordinal) || _servers.Count == RecordingFormat.MostServers)
            {
                throw Error("not the name of a server");
            }

            _servers.Add(TextSanitizer.Clean(line[RecordingFormat.Server.Length..]));
        }

        if (_servers.Count == 0)
        {
            throw Error("no server is named");
        }
    }

    private void ReadEvent(string line)
    {
        _isCut = _lines.IsCut;
        if (_isCut)
        {
            return;
        }

        var fields = line.Split('\t');
        var words = fields[0].Split(' ');
        if (words.Length < 3
            || !double.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > Longest.TotalMilliseconds
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var server) || server >= _servers.Count)
        {
            throw Error("not an event");
        }

        // Events of two servers may be written in another order than that of their arrival.
        var at = _start + TimeSpan.FromMilliseconds(milliseconds);
        at = _events.Count > 0 && at < _events[^1].At ? _events[^1].At : at;
        if (EventOf(server, at, words.AsSpan(2), fields) is { } update)
        {
            _events.Add(new RecordedEvent(at, server, update));
        }
        else if (!_isCut)
        {
            throw Error("not an event");
        }
    }

    private ConnectionEvent? EventOf(int server, DateTimeOffset at, ReadOnlySpan<string> words, string[] fields) => words switch
    {
        ["connecting", var attempt] when Number(attempt) is { } number => new ConnectionEvent.Connecting(number),
        ["authenticated"] => new ConnectionEvent.Authenticated(),
        ["ready"] => new ConnectionEvent.Ready(SilentSession(_servers[server], Field(fields, 1))),
        ["broken", var kind, "live" or "dead", var pause] when KindOf(kind) is { } of && Number(pause) is { } milliseconds =>
            new ConnectionEvent.Broken(FailureOf(of, fields), at + TimeSpan.FromMilliseconds(milliseconds), words[2] == "live"),
        ["needs-user", var kind] when KindOf(kind) is { } of => new ConnectionEvent.NeedsUser(FailureOf(of, fields)),
        ["line", var tag] when fields.Length > 1 => Received(tag, fields[1], at),
        ["section", var tag, var count] when Number(count) is >= 1 and <= RecordingFormat.MostLines and var lines =>
            Lines(lines) is { } text ? Received(tag, text, at) : null,
        _ => null,
    };

    private ConnectionEvent.Received Received(string tag, string text, DateTimeOffset at)
    {
        if (!_tags.TryGetValue(tag, out var known))
        {
            _tags[tag] = known = tag;
        }

        return new ConnectionEvent.Received(new Section(known, TextSanitizer.Clean(text), at));
    }

    private string? Lines(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            if (_lines.Next() is not { } line || _lines.IsCut)
            {
                _isCut = true;
                return null;
            }

            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static Failure FailureOf(FailureKind kind, string[] fields) => new(kind, Field(fields, 1) ?? "", Field(fields, 2));

    private static string? Field(string[] fields, int index) =>
        index < fields.Length && fields[index].Length > 0 ? TextSanitizer.Clean(fields[index]) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FailureKind? KindOf(string word) =>
        Enum.TryParse<FailureKind>(word, out var kind) && kind.ToString() == word ? kind : null;

    private static RecordedSession SilentSession(string server, string? warning) =>
        new(new ServerSetting(server, server)) { Warning = warning };

    private RecordingException Error(string message) => new(_lines.Number, message);
}
