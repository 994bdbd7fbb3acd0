using System.Reactive.Concurrency;
using System.Text;

namespace GpuTop.Probe;

/// <summary>Reads the wire format of <c>probe.sh</c> line by line. Not for several threads at once.</summary>
internal sealed class Framer(string nonce, IScheduler clock, Action<Section> emit)
{
    private const byte RecordSeparator = 0x1e;
    private const int MostNoise = 20;

    // More than the tags of the probe and the short commands in flight: a hostile server cannot make us keep more than this.
    private const int MostOpen = 64;

    /// <summary>The slowest healthy section is nvidia-smi on a server that loads its driver for each call, about 10 s.</summary>
    public static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(15);

    private readonly byte[] _ready = ProbeScript.ReadyMark(nonce);
    private readonly LineCutter _lines = new();
    private readonly List<SectionText> _sections = [];
    private readonly GpuRounds _rounds = new(emit);
    private bool _isReady;
    private int _noise;

    public DateTimeOffset? RoundEndsAt => _rounds.EndsAt;

    public void Read(ReadOnlySpan<byte> chunk)
    {
        var now = clock.Now;
        while (_lines.TryCut(ref chunk, out var line))
        {
            if (!_isReady)
            {
                AwaitReady(line, now);
            }
            else if (line.Length > 2 && line[0] == RecordSeparator)
            {
                Interpret(line[1..], now);
            }
        }

        // Other data flows, or we would not be here: what is silent hangs, and not the connection.
        FindHanging(now);
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
        if (!_isReady && _lines.Rest() is { Length: > 0 } line)
        {
            AwaitReady(line, clock.Now);
        }
    }

    private void AwaitReady(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        if (line.StartsWith(_ready))
        {
            _isReady = true;
            emit(SectionText.Close(line[_ready.Length..], Section.Ready, now));
        }
        else if (line.Length > 0 && _noise++ < MostNoise)
        {
            emit(SectionText.Close(line[..Math.Min(line.Length, 1000)], Section.Noise, now));
        }
    }

    private void Interpret(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        var length = line.IndexOfAny("<|>!"u8);
        if (length is < 1 or > 24)
        {
            return;
        }

        var tag = line[..length];
        var text = line[(length + 1)..];
        switch (line[length])
        {
            case (byte)'|' when tag.SequenceEqual("g"u8):
                _rounds.Add(text, now);
                break;
            case (byte)'|' when tag.SequenceEqual("gf"u8):
                _rounds.Begin(text, now);
                break;
            case (byte)'|' when tag.SequenceEqual("gi"u8):
                _rounds.Pace(text, now);
                break;
            case (byte)'!' when tag.SequenceEqual("g"u8):
                _rounds.Stop(text, now);
                break;
            case (byte)'<':
                Find(tag, orNew: true)?.Open(now);
                break;
            case (byte)'|' when Find(tag) is { } section:
                section.Add(text);
                break;
            case (byte)'>' when Find(tag) is { OpenSince: not null } section:
                Close(section, now);
                break;
        }
    }

    private void Close(SectionText section, DateTimeOffset now)
    {
        emit(section.Close(now));
        section.Clear();
        if (section.Tag.Length > 1)
        {
            _sections.Remove(section);
        }
    }

    private SectionText? Find(ReadOnlySpan<byte> tag, bool orNew = false)
    {
        foreach (var section in _sections)
        {
            if (section.IsTagged(tag))
            {
                return section;
            }
        }

        if (!orNew || _sections.Count >= MostOpen || tag.IndexOfAnyExcept(Letters) >= 0)
        {
            return null;
        }

        var added = new SectionText(Encoding.ASCII.GetString(tag));
        _sections.Add(added);
        return added;
    }

    private void FindHanging(DateTimeOffset now)
    {
        foreach (var section in _sections)
        {
            // A short command (rID) may take its time; who asked for it waits for it.
            if (section.OpenSince is { } since && now - since >= HangsAfter && !section.SaidHanging && section.Tag.Length == 1)
            {
                section.SaidHanging = true;
                SayHanging(section.Tag, now);
            }
        }

        if (_rounds.BeginsToHang(now))
        {
            SayHanging("g", now);
        }
    }

    private void SayHanging(string tag, DateTimeOffset now) => emit(new Section(Section.Hanging, Encoding.ASCII.GetBytes(tag), now));

    private static readonly System.Buffers.SearchValues<byte> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);
}
