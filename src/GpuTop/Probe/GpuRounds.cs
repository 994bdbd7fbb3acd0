using System.Buffers.Text;
using System.Text;

namespace GpuTop.Probe;

/// <summary>Cuts the endless rows of <c>nvidia-smi -lms</c>, which carry no mark, into rounds. A round ends where the card number does not
/// rise, when as many cards were listed as in the round before, or in silence; rows that come after a silence complete their round, which
/// is then told again as a whole. Lines that are no row (driver errors, Xid text) stay in their round.</summary>
internal sealed class GpuRounds(Action<Section> emit)
{
    /// <summary>Silence after which a round is over. Cards of one round are printed within some milliseconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(150);

    /// <summary>The same while fewer cards came than the last time: a slow card is much more frequent than a lost one.</summary>
    public static readonly TimeSpan SilenceWhenIncomplete = TimeSpan.FromSeconds(1);

    private const int LongestRound = 256 * 1024;

    private readonly SectionText _round = new("g");
    private byte[] _fields = [];
    private TimeSpan _interval = TimeSpan.FromSeconds(1);
    private int _rows;
    private int _rowsBefore;
    private int _lastIndex = -1;
    private bool _isEmpty = true;
    private bool _isTold;
    private DateTimeOffset _lastLine;
    private DateTimeOffset? _awaitedSince;

    /// <summary>When the present round ends if nothing more comes; null when there is none.</summary>
    public DateTimeOffset? EndsAt =>
        _isEmpty || _isTold ? null : _lastLine + (_rows > 0 && _rows < _rowsBefore ? SilenceWhenIncomplete : Silence);

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

    public void Add(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        var isRow = Utf8Parser.TryParse(line, out int index, out var digits) && digits < line.Length && line[digits] == (byte)',';
        if (isRow ? index <= _lastIndex : _isTold)
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
        }

        if (isRow && _rows == _rowsBefore)
        {
            End();
        }
        else if (_round.Length > LongestRound)
        {
            StartNext();
        }
    }

    /// <summary>The stream ended by itself: what it printed last is told, or that it ended without a word.</summary>
    public void Stop(ReadOnlySpan<byte> exitCode, DateTimeOffset now)
    {
        if (_isEmpty || _isTold)
        {
            Forget();
            Add(Encoding.UTF8.GetBytes($"nvidia-smi: exit code {Encoding.UTF8.GetString(exitCode)}"), now);
        }

        End();
        Forget();
        _awaitedSince = null;
    }

    /// <summary>Tells the present round, if that was not done.</summary>
    public void End()
    {
        if (!_isEmpty && !_isTold)
        {
            _isTold = true;
            emit(_round.Close(_lastLine));
        }
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

    private void StartNext()
    {
        End();
        _rowsBefore = _rows;
        (_rows, _lastIndex, _isEmpty, _isTold) = (0, -1, true, false);
    }

    private void Forget()
    {
        StartNext();
        _rowsBefore = 0;
    }
}
