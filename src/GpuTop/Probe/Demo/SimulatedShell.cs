using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Text;

namespace GpuTop.Probe.Demo;

/// <summary>One connection to a simulated machine: <c>probe.sh</c> as seen from here, with its sections in their rhythms.</summary>
internal sealed class SimulatedShell(
    Machine machine,
    string nonce,
    IScheduler scheduler,
    IObserver<ReadOnlyMemory<byte>> observer,
    Lock gate) : IDisposable
{
    private static readonly TimeSpan Login = TimeSpan.FromMilliseconds(180);
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(250);

    private readonly StringBuilder _text = new(16 * 1024);
    private readonly SerialDisposable _timer = new();
    private readonly List<Beat> _beats = [];
    private byte[] _bytes = new byte[32 * 1024];
    private TimeSpan _interval = TimeSpan.FromSeconds(1);
    private TimeSpan _origin;
    private bool _closed;

    private TimeSpan Now => scheduler.Now - machine.StartedAt;

    public void Open()
    {
        _timer.Disposable = machine.Blueprint.Outages?.DownFor(Now) is null
            ? scheduler.Schedule(Login + (3 * machine.Blueprint.Latency), Greet)
            : scheduler.Schedule(Outages.ConnectTimeout, () => Close(new ConnectionLostException(Outages.Reason)));
    }

    /// <summary>Takes one control line, as the probe reads them from its standard input.</summary>
    public void Take(string line)
    {
        var (verb, rest) = line.Split(' ', 2) is [var first, var second] ? (first, second) : (line, "");
        switch (verb)
        {
            case "b":
                Reply(() => _text.Append($"{Wire.Mark}b<\n{Wire.Mark}b|{rest}\n{Wire.Mark}b>\n"));
                break;
            case "r" when rest.Split(' ', 2) is [var id, var command]:
                Reply(() => Answer(id, command));
                break;
            case "i" when int.TryParse(rest, out var milliseconds):
                Reply(() => Sample(TimeSpan.FromMilliseconds(milliseconds)));
                break;
            case "n":
                Reply(() => Hurry(_beats));
                break;
            case "quit":
                Reply(() => Close(null));
                break;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            _closed = true;
        }

        _timer.Dispose();
    }

    private void Greet()
    {
        lock (gate)
        {
            _origin = Now;
            Every(0, TimeSpan.MaxValue, 'i', HostLines.WriteIdentity);
            Every(20, _interval, 'h', HostLines.Write);
            Every(150, TimeSpan.FromSeconds(10), 's', SessionLines.WriteSessions);
            Every(210, TimeSpan.FromSeconds(30), 'd', VolumeLines.Write);
            Every(260, TimeSpan.FromSeconds(30), 'c', SessionLines.WriteContainers);
            Every(320, TimeSpan.FromSeconds(10), 'p', SessionLines.WritePorts);
            Every(380, _interval, 'g', GpuRows.Write);
            Every(640, TimeSpan.FromSeconds(3), 'a', ProcessLines.Write);
            Every(1650, TimeSpan.FromSeconds(5), 't', HostLines.WriteTop);
            if (!machine.Blueprint.Instances.IsEmpty)
            {
                Every(900, TimeSpan.FromSeconds(10), 'm', MigLines.Write);
            }

            _text.Append($"Welcome to {machine.Blueprint.System}\n\n{Wire.Mark}@{nonce} ready 1 pid={machine.People.TmuxPid + 7} lead=1\n");
            GpuRows.Begin(_text, machine, _interval);
            Emit();
        }

        Wake();
    }

    private void Every(int firstMilliseconds, TimeSpan period, char tag, Action<StringBuilder, Machine> lines) =>
        _beats.Add(new Beat(tag, lines) { Due = _origin + TimeSpan.FromMilliseconds(firstMilliseconds), Period = period });

    private void Wake()
    {
        lock (gate)
        {
            if (_closed)
            {
                return;
            }

            var now = Now;
            machine.AdvanceTo(now);
            if (machine.Blueprint.Outages?.DownFor(now) is { } down)
            {
                if (down >= Outages.Silence)
                {
                    Close(new ConnectionLostException(Outages.Reason));
                    return;
                }
            }
            else
            {
                _beats.ForEach(beat => Write(beat, now));
                Emit();
            }

            // While the line is dead the beats are late: look again in a second, as a timeout would.
            var next = _beats.Min(beat => beat.Due) - now;
            _timer.Disposable = scheduler.Schedule(next > TimeSpan.Zero ? next : TimeSpan.FromSeconds(1), Wake);
        }
    }

    private void Write(Beat beat, TimeSpan now)
    {
        if (beat.Due > now)
        {
            return;
        }

        var late = now - beat.Due >= beat.Period;
        beat.Due = beat.Period == TimeSpan.MaxValue ? TimeSpan.MaxValue : beat.Period + (late ? now : beat.Due);
        if (beat.Tag == 'g')
        {
            beat.Lines(_text, machine);
        }
        else
        {
            Wire.Section(_text, beat.Tag, machine, beat.Lines);
        }
    }

    // An answer takes the way there and back. It is scheduled, never sent at once: who sends may stand inside a subscriber.
    private void Reply(Action write) =>
        scheduler.Schedule(machine.Blueprint.Latency, () =>
        {
            lock (gate)
            {
                if (!_closed && _beats.Count > 0 && machine.Blueprint.Outages?.DownFor(Now) is null)
                {
                    write();
                    Emit();
                }
            }
        });

    private void Answer(string id, string command)
    {
        machine.AdvanceTo(Now);
        _text.Append($"{Wire.Mark}r{id}<\n");
        foreach (var line in ShellAnswers.To(command, machine))
        {
            _text.Append($"{Wire.Mark}r{id}|{line}\n");
        }

        _text.Append($"{Wire.Mark}r{id}>\n");
    }

    private void Sample(TimeSpan interval)
    {
        var quick = _beats.FindAll(beat => beat.Tag is 'g' or 'h');
        _interval = interval < LeastInterval ? LeastInterval : interval;
        // The probe reads /proc at most once a second.
        quick.ForEach(beat => beat.Period = beat.Tag == 'g' ? _interval : TimeSpan.FromSeconds(Math.Ceiling(_interval.TotalSeconds)));
        GpuRows.Begin(_text, machine, _interval);
        Hurry(quick);
    }

    private void Hurry(List<Beat> beats)
    {
        beats.ForEach(beat => beat.Due = Now);
        _timer.Disposable = scheduler.Schedule(Wake);
    }

    private void Close(Exception? error)
    {
        lock (gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        if (error is null)
        {
            observer.OnCompleted();
        }
        else
        {
            observer.OnError(error);
        }
    }

    private void Emit()
    {
        var length = 0;
        foreach (var chunk in _text.GetChunks())
        {
            var most = length + Encoding.UTF8.GetMaxByteCount(chunk.Length);
            if (most > _bytes.Length)
            {
                Array.Resize(ref _bytes, 2 * most);
            }

            length += Encoding.UTF8.GetBytes(chunk.Span, _bytes.AsSpan(length));
        }

        _text.Clear();
        if (length > 0)
        {
            observer.OnNext(_bytes.AsMemory(0, length));
        }
    }

    private sealed class Beat(char tag, Action<StringBuilder, Machine> lines)
    {
        public char Tag => tag;

        public Action<StringBuilder, Machine> Lines => lines;

        public required TimeSpan Due { get; set; }

        public required TimeSpan Period { get; set; }
    }
}
