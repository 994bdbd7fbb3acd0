using System.Reactive.Concurrency;
using System.Text;

namespace GpuTop.Probe;

/// <summary>Parses the output format of <c>probe.sh</c> line by line. Not thread-safe.</summary>
internal sealed class SectionFramer(string nonce, IScheduler clock, Action<Section> emit)
{
    private const byte RecordSeparator = 0x1e;
    private const int MostNoise = 20;
    private const int LongestNoise = 1000;
    private const int MostLimits = 4;

    // The tags of the probe and the answers of six short commands at the same time.
    private const int MostOpen = 16;

    // Ten times the output of the largest known server with an interval of 250 ms.
    private const int MostPerSecond = 512 * 1024;

    /// <summary>Time after which a section hangs: the slowest healthy one, nvidia-smi where each call loads the driver, takes about
    /// 10 s.</summary>
    public static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(15);

    private readonly byte[] _ready = ProbeScript.ReadyMark(nonce);
    private readonly LineReader _lines = new();
    private readonly List<SectionBuffer> _sections = [];
    private readonly GpuRoundSplitter _rounds = new(emit);
    private readonly List<string> _limits = [];
    private char[] _text = [];
    private bool _isReady;
    private int _noise;
    private int _linesLeftOut;
    private int _answersLeftOut;
    private long _bytes;
    private DateTimeOffset _countedSince;

    public DateTimeOffset? RoundEndsAt => _rounds.EndsAt;

    public void Read(ReadOnlySpan<byte> chunk)
    {
        var now = clock.Now;
        Count(chunk.Length, now);
        while (_lines.TryTakeLine(ref chunk, out var line))
        {
            if (!_isReady)
            {
                ReadBeforeReady(line, now);
            }
            else if (line.Length > 2 && line[0] == RecordSeparator)
            {
                // UTF-8 has at least as many bytes as UTF-16 has characters.
                _text = _text.Length < line.Length ? new char[line.Length] : _text;
                var length = Encoding.UTF8.GetChars(line[1..], _text);
                Interpret(TextSanitizer.Clean(_text.AsSpan(0, length)), now);
            }
        }

        // This chunk shows that the connection works, so a section without output hangs by itself.
        ReportHangs(now);
        EmitLimits(now);
    }

    public void EndRound()
    {
        if (_rounds.EndsAt <= clock.Now)
        {
            _rounds.End();
        }
    }

    public void End()
    {
        if (!_isReady && _lines.TakeRest() is { Length: > 0 } line)
        {
            ReadBeforeReady(line, clock.Now);
        }
    }

    private void ReadBeforeReady(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        if (line.StartsWith(_ready))
        {
            _isReady = true;
            emit(new Section(Section.Ready, TextSanitizer.Clean(line[_ready.Length..]), now));
        }
        else if (line.Length > 0 && _noise++ < MostNoise)
        {
            emit(new Section(Section.Noise, TextSanitizer.Clean(line[..Math.Min(line.Length, LongestNoise)]), now));
        }
    }

    private void Interpret(ReadOnlySpan<char> line, DateTimeOffset now)
    {
        var length = line.IndexOfAny("<|>!");
        if (length is < 1 or > 24)
        {
            return;
        }

        var tag = line[..length];
        var text = line[(length + 1)..];
        switch (line[length])
        {
            case '|' when tag is "g":
                _rounds.Add(text, now);
                break;
            case '|' when tag is "gf":
                _rounds.Begin(text.ToString(), now);
                break;
            case '|' when tag is "gi":
                _rounds.SetInterval(text, now);
                break;
            case '!' when tag is "g":
                _rounds.Stop(text, now);
                break;
            case '<':
                (Find(tag) ?? Added(tag.ToString()))?.Open(now);
                break;
            case '|':
                Find(tag)?.Add(text);
                break;
            case '>' when Find(tag) is { OpenSince: not null } section:
                Close(section, now);
                break;
        }
    }

    private void Close(SectionBuffer section, DateTimeOffset now)
    {
        emit(section.Close(now));
        if (section.LeftOut > 0)
        {
            _limits.Add(
                $"{section.LeftOut} lines of section {section.Tag[0]} left out: it has more than {SectionBuffer.Longest / 1024} KiB");
        }

        section.Clear();
        if (section.Tag.Length > 1)
        {
            _sections.Remove(section);
        }
    }

    private SectionBuffer? Find(ReadOnlySpan<char> tag)
    {
        foreach (var section in _sections)
        {
            if (tag.SequenceEqual(section.Tag))
            {
                return section;
            }
        }

        return null;
    }

    private SectionBuffer? Added(string tag)
    {
        if (!IsKnown(tag) || (_sections.Count >= MostOpen && !DropOldestAnswer()))
        {
            return null;
        }

        var added = new SectionBuffer(tag);
        _sections.Add(added);
        return added;
    }

    // A tag of the probe or of a short command's answer; the probe has fewer tags than MostOpen.
    private static bool IsKnown(string tag) =>
        tag.Length == 1 ? "ihamtdspcb".Contains(tag[0]) : tag[0] == 'r' && tag.All(char.IsAsciiLetterOrDigit);

    // An answer without end must not block the next ones.
    private bool DropOldestAnswer()
    {
        var oldest = _sections.FindIndex(section => section.Tag.Length > 1);
        if (oldest < 0)
        {
            return false;
        }

        _sections.RemoveAt(oldest);
        _answersLeftOut++;
        return true;
    }

    private void Count(int bytes, DateTimeOffset now)
    {
        if (now - _countedSince >= TimeSpan.FromSeconds(1))
        {
            (_countedSince, _bytes) = (now, 0);
        }

        var before = _bytes;
        _bytes += bytes;
        if (before <= MostPerSecond && _bytes > MostPerSecond)
        {
            _limits.Add($"more than {MostPerSecond / 1024} KiB a second");
        }
    }

    // One section for each chunk, so that many limits do not give as many sections.
    private void EmitLimits(DateTimeOffset now)
    {
        if (_rounds.TakeLimit() is { } rows)
        {
            _limits.Add(rows);
        }

        if (_lines.LeftOut > _linesLeftOut)
        {
            _limits.Add($"{_lines.LeftOut - _linesLeftOut} lines of more than {LineReader.Longest / 1024} KiB left out");
            _linesLeftOut = _lines.LeftOut;
        }

        if (_answersLeftOut > 0)
        {
            _limits.Add($"{_answersLeftOut} answers left out: more than {MostOpen} sections are open");
            _answersLeftOut = 0;
        }

        if (_limits.Count > 0)
        {
            emit(new Section(Section.Limited, string.Join("; ", _limits.Take(MostLimits)) + "\n", now));
            _limits.Clear();
        }
    }

    private void ReportHangs(DateTimeOffset now)
    {
        foreach (var section in _sections)
        {
            // A short command (rID) may take long; its caller waits for it.
            if (section.OpenSince is { } since && now - since >= HangsAfter && !section.IsReportedHanging && section.Tag.Length == 1)
            {
                section.IsReportedHanging = true;
                emit(new Section(Section.Hanging, section.Tag, now));
            }
        }

        if (_rounds.TakeHang(now))
        {
            emit(new Section(Section.Hanging, "g", now));
        }
    }
}
