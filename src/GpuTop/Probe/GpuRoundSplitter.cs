using System.Globalization;

namespace GpuTop.Probe;

/// <summary>Splits the continuous output of <c>nvidia-smi -lms</c>, which has no marks, into rounds. A round ends before a row whose GPU
/// number does not rise, when it has as many rows and messages as the previous round, or after a pause; a later line of the same round
/// emits the whole round again. A message (driver errors, Xid text) belongs to the present round until its pause, then to the
/// next.</summary>
internal sealed class GpuRoundSplitter(Action<Section> emit)
{
    /// <summary>Pause after which a round is complete. The GPUs of one round are printed within some milliseconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(150);

    /// <summary>The same while a round has fewer GPUs than the last: a slow GPU is much more frequent than a lost one.</summary>
    public static readonly TimeSpan SilenceWhenIncomplete = TimeSpan.FromSeconds(1);

    /// <summary>GPU numbers from this one on are refused: the largest servers have 16 GPUs, NVSwitch systems 72.</summary>
    public const int MostGpus = 128;

    private const int LongestRound = 200 * 1024;

    private readonly SectionBuffer _round = new("g");

    // Messages since the last row: the reason if the stream ends.
    private readonly SectionBuffer _messages = new("g");
    private string _fields = "";
    private TimeSpan _interval = TimeSpan.FromSeconds(1);
    private int _rows;
    private int _previousRows;
    private int _messageCount;
    private int _previousMessageCount;
    private int _lastIndex = -1;
    private int _refused;
    private bool _isEmpty = true;
    private bool _isEmitted;
    private DateTimeOffset _lastLine;
    private DateTimeOffset? _awaitedSince;

    /// <summary>The time at which the present round ends without another line; null when there is no open round.</summary>
    public DateTimeOffset? EndsAt =>
        _isEmpty || _isEmitted ? null : _lastLine + (_rows < _previousRows ? SilenceWhenIncomplete : Silence);

    /// <summary>Sets the interval of the stream.</summary>
    public void SetInterval(ReadOnlySpan<char> milliseconds, DateTimeOffset now)
    {
        _awaitedSince = now;
        if (int.TryParse(milliseconds, CultureInfo.InvariantCulture, out var value) && value > 0)
        {
            _interval = TimeSpan.FromMilliseconds(value);
        }
    }

    /// <summary>Starts or restarts the stream with these fields.</summary>
    public void Begin(string fields, DateTimeOffset now)
    {
        Reset();
        (_fields, _awaitedSince) = (fields, now);
    }

    /// <summary>Adds one line of the stream.</summary>
    public void Add(ReadOnlySpan<char> line, DateTimeOffset now)
    {
        var index = 0;
        var isRow = line.IndexOf(',') is > 0 and var comma
            && int.TryParse(line[..comma], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index);
        if (isRow && index is < 0 or >= MostGpus)
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
        (_isEmitted, _lastLine, _awaitedSince) = (false, now, now);
        if (isRow)
        {
            _lastIndex = index;
            _rows++;
            _messages.Clear();
        }
        else
        {
            _messageCount++;
            _messages.Add(line);
        }

        if (_rows > 0 && _rows == _previousRows && _messageCount >= _previousMessageCount)
        {
            End();
        }
    }

    /// <summary>Ends the stream after its process: emits a last section with the messages since the last row and the exit code, without
    /// rows.</summary>
    public void Stop(ReadOnlySpan<char> exitCode, DateTimeOffset now)
    {
        if (_rows > 0)
        {
            End();
        }

        var code = int.TryParse(exitCode, CultureInfo.InvariantCulture, out var number) ? number : 255;
        _round.Clear();
        _round.Add(_fields);
        _round.AddAll(_messages);
        _round.Add($"nvidia-smi: exit code {code}");
        (_isEmpty, _isEmitted, _lastLine) = (false, false, now);
        End();
        Reset();
        _awaitedSince = null;
    }

    /// <summary>Emits the present round unless already emitted.</summary>
    public void End()
    {
        if (_isEmpty || _isEmitted)
        {
            return;
        }

        _isEmitted = true;
        emit(_round.Close(_lastLine));
    }

    /// <summary>A note on the rows left out since the last call; null when there are none.</summary>
    public string? TakeLimit()
    {
        var count = _refused;
        _refused = 0;
        return count == 0 ? null : $"{count} rows of GPUs with a number of {MostGpus} or more left out";
    }

    /// <summary>True once for each pause of a running stream that exceeds ten seconds and five intervals.</summary>
    public bool TakeHang(DateTimeOffset now)
    {
        var timeout = TimeSpan.FromSeconds(Math.Max(10, 5 * _interval.TotalSeconds));
        if (_awaitedSince is not { } since || now - since < timeout)
        {
            return false;
        }

        _awaitedSince = null;
        return true;
    }

    // A message after some of the rows, however late, is about a GPU that the driver tried to read for that time.
    private bool IsOver(DateTimeOffset now) =>
        _isEmitted && now - _lastLine >= Silence && (_rows == 0 || _rows >= _previousRows);

    private void StartNext()
    {
        End();
        (_previousRows, _previousMessageCount) = (_rows > 0 ? _rows : _previousRows, _messageCount);
        (_rows, _messageCount, _lastIndex, _isEmpty, _isEmitted) = (0, 0, -1, true, false);
        _messages.Clear();
    }

    private void Reset()
    {
        StartNext();
        (_previousRows, _previousMessageCount) = (0, 0);
    }
}
