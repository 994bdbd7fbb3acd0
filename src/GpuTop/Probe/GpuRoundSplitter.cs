using System.Buffers.Text;
using System.Text;

namespace GpuTop.Probe;

/// <summary>Cuts the endless output of <c>nvidia-smi -lms</c>, which has no marks, into rounds. A round ends before a row whose card
/// number does not rise, when it has as many rows and sentences as the round before, or in silence; a line that arrives later and belongs
/// to the round makes it be emitted again, whole. A sentence (driver errors, Xid text) belongs to the round it is printed in: to the
/// present one until that has been silent, to the next one after that.</summary>
internal sealed class GpuRoundSplitter(Action<Section> emit)
{
    /// <summary>Silence after which a round is over. Cards of one round are printed within some milliseconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(150);

    /// <summary>The same while fewer cards came than the last time: a slow card is much more frequent than a lost one.</summary>
    public static readonly TimeSpan SilenceWhenIncomplete = TimeSpan.FromSeconds(1);

    /// <summary>Card numbers from this one on are refused: the largest servers have 16 cards, NVSwitch systems 72.</summary>
    public const int MostCards = 128;

    private const int LongestRound = 200 * 1024;

    private readonly SectionBuffer _round = new("g");

    // What the stream has said since its last row: the reason, if it ends now.
    private readonly SectionBuffer _words = new("g");
    private byte[] _fields = [];
    private TimeSpan _interval = TimeSpan.FromSeconds(1);
    private int _rows;
    private int _rowsBefore;
    private int _sentences;
    private int _sentencesBefore;
    private int _lastIndex = -1;
    private int _refused;
    private bool _isEmpty = true;
    private bool _isTold;
    private DateTimeOffset _lastLine;
    private DateTimeOffset? _awaitedSince;

    /// <summary>When the present round ends if nothing more comes; null when there is none.</summary>
    public DateTimeOffset? EndsAt =>
        _isEmpty || _isTold ? null : _lastLine + (_rows < _rowsBefore ? SilenceWhenIncomplete : Silence);

    /// <summary>The stream is asked for a round every so many milliseconds.</summary>
    public void Pace(ReadOnlySpan<byte> milliseconds, DateTimeOffset now)
    {
        _awaitedSince = now;
        if (Utf8Parser.TryParse(milliseconds, out int value, out _) && value > 0)
        {
            _interval = TimeSpan.FromMilliseconds(value);
        }
    }

    /// <summary>The stream starts (anew) with these fields.</summary>
    public void Begin(ReadOnlySpan<byte> fields, DateTimeOffset now)
    {
        Forget();
        _awaitedSince = now;
        if (!fields.SequenceEqual(_fields))
        {
            _fields = fields.ToArray();
        }
    }

    /// <summary>Takes one line of the stream.</summary>
    public void Add(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        var isRow = Utf8Parser.TryParse(line, out int index, out var digits) && digits < line.Length && line[digits] == (byte)',';
        if (isRow && index is < 0 or >= MostCards)
        {
            _refused++;
            return;
        }

        if (isRow ? index <= _lastIndex : IsOver(now) || _round.Length > LongestRound)
        {
            StartNext();
        }

        if (_isEmpty)
        {
            _round.Clear();
            _round.Add(_fields);
            _isEmpty = false;
        }

        _round.Add(line);
        (_isTold, _lastLine, _awaitedSince) = (false, now, now);
        if (isRow)
        {
            _lastIndex = index;
            _rows++;
            _words.Clear();
        }
        else
        {
            _sentences++;
            _words.Add(line);
        }

        if (_rows > 0 && _rows == _rowsBefore && _sentences >= _sentencesBefore)
        {
            End();
        }
    }

    /// <summary>The stream ended by itself: a last section has no rows but what was said since the last one, and the exit code.</summary>
    public void Stop(ReadOnlySpan<byte> exitCode, DateTimeOffset now)
    {
        if (_rows > 0)
        {
            End();
        }

        var code = Utf8Parser.TryParse(exitCode, out int number, out _) ? number : 255;
        _round.Clear();
        _round.Add(_fields);
        _round.AddAll(_words);
        _round.Add(Encoding.ASCII.GetBytes($"nvidia-smi: exit code {code}"));
        (_isEmpty, _isTold, _lastLine) = (false, false, now);
        End();
        Forget();
        _awaitedSince = null;
    }

    /// <summary>Emits the present round, if that was not done.</summary>
    public void End()
    {
        if (_isEmpty || _isTold)
        {
            return;
        }

        _isTold = true;
        emit(_round.Close(_lastLine));
    }

    /// <summary>What was left out since the last call; null when nothing was.</summary>
    public string? TakeLimit()
    {
        var count = _refused;
        _refused = 0;
        return count == 0 ? null : $"{count} rows of GPUs with a number of {MostCards} or more left out";
    }

    /// <summary>True once for each time that a running stream says nothing for ten seconds and five intervals.</summary>
    public bool BeginsToHang(DateTimeOffset now)
    {
        var patience = TimeSpan.FromSeconds(Math.Max(10, 5 * _interval.TotalSeconds));
        if (_awaitedSince is not { } since || now - since < patience)
        {
            return false;
        }

        _awaitedSince = null;
        return true;
    }

    // A sentence after some of the rows, however late, is about a card that the driver tried for so long.
    private bool IsOver(DateTimeOffset now) =>
        _isTold && now - _lastLine >= Silence && (_rows == 0 || _rows >= _rowsBefore);

    private void StartNext()
    {
        End();
        (_rowsBefore, _sentencesBefore) = (_rows > 0 ? _rows : _rowsBefore, _sentences);
        (_rows, _sentences, _lastIndex, _isEmpty, _isTold) = (0, 0, -1, true, false);
        _words.Clear();
    }

    private void Forget()
    {
        StartNext();
        (_rowsBefore, _sentencesBefore) = (0, 0);
    }
}
