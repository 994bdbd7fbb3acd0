using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Text;

namespace GpuTop.Demo;

/// <summary>One connection to a simulated machine: prints the sections of <c>probe.sh</c> in their periods.</summary>
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
    private readonly List<PeriodicSection> _sections = [];
    private byte[] _bytes = new byte[32 * 1024];
    private TimeSpan _interval = TimeSpan.FromSeconds(1);
    private TimeSpan _origin;
    private bool _closed;

    private TimeSpan Now => scheduler.Now - machine.StartedAt;

    public void Open()
    {
        _timer.Disposable = machine.Spec.Outages?.DownFor(Now) is null
            ? scheduler.Schedule(Login + (3 * machine.Spec.Latency), SendReady)
            : scheduler.Schedule(Outages.ConnectTimeout, () => Close(new ConnectionLostException(Outages.Reason)));
    }

    /// <summary>Accepts one line of the probe's standard input.</summary>
    public void Accept(string line)
    {
        var (verb, rest) = line.Split(' ', 2) is [var first, var second] ? (first, second) : (line, "");
        switch (verb)
        {
            case "b":
                Reply(() => _text.Append($"{ProbeFormat.Mark}b<\n{ProbeFormat.Mark}b|{rest}\n{ProbeFormat.Mark}b>\n"));
                break;
            case "r" when rest.Split(' ', 2) is [var id, var command]:
                Reply(() => Answer(id, command));
                break;
            case "i" when int.TryParse(rest, out var milliseconds):
                Reply(() => Sample(TimeSpan.FromMilliseconds(milliseconds)));
                break;
            case "n":
                Reply(() => MakeDue(_sections));
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

    private void SendReady()
    {
        lock (gate)
        {
            _origin = Now;
            AddPeriodic(0, TimeSpan.MaxValue, 'i', HostLines.WriteIdentity);
            AddPeriodic(20, _interval, 'h', HostLines.Write);
            AddPeriodic(150, TimeSpan.FromSeconds(10), 's', SessionLines.WriteSessions);
            AddPeriodic(210, TimeSpan.FromSeconds(30), 'd', VolumeLines.Write);
            AddPeriodic(260, TimeSpan.FromSeconds(30), 'c', SessionLines.WriteContainers);
            AddPeriodic(320, TimeSpan.FromSeconds(10), 'p', SessionLines.WritePorts);
            AddPeriodic(380, _interval, 'g', GpuRows.Write);
            AddPeriodic(640, TimeSpan.FromSeconds(3), 'a', ProcessLines.Write);
            AddPeriodic(1650, TimeSpan.FromSeconds(5), 't', HostLines.WriteTop);
            if (!machine.Spec.Instances.IsEmpty)
            {
                AddPeriodic(900, TimeSpan.FromSeconds(10), 'm', MigLines.Write);
            }

            _text.Append($"Welcome to {machine.Spec.System}\n\n");
            _text.Append($"{ProbeFormat.Mark}@{nonce} ready 1 pid={machine.Background.TmuxPid + 7} lead=1\n");
            GpuRows.Begin(_text, machine, _interval);
            Emit();
        }

        OnTimer();
    }

    private void AddPeriodic(int firstMilliseconds, TimeSpan period, char tag, Action<StringBuilder, Machine> lines) =>
        _sections.Add(new PeriodicSection(tag, lines) { Due = _origin + TimeSpan.FromMilliseconds(firstMilliseconds), Period = period });

    private void OnTimer()
    {
        lock (gate)
        {
            if (_closed)
            {
                return;
            }

            var now = Now;
            machine.AdvanceTo(now);
            if (machine.Spec.Outages?.DownFor(now) is { } down)
            {
                if (down >= Outages.Silence)
                {
                    Close(new ConnectionLostException(Outages.Reason));
                    return;
                }
            }
            else
            {
                _sections.ForEach(section => Write(section, now));
                Emit();
            }

            // During an outage sections are overdue: check again after a second.
            var next = _sections.Min(section => section.Due) - now;
            _timer.Disposable = scheduler.Schedule(next > TimeSpan.Zero ? next : TimeSpan.FromSeconds(1), OnTimer);
        }
    }

    private void Write(PeriodicSection section, TimeSpan now)
    {
        if (section.Due > now)
        {
            return;
        }

        var late = now - section.Due >= section.Period;
        section.Due = section.Period == TimeSpan.MaxValue ? TimeSpan.MaxValue : section.Period + (late ? now : section.Due);
        if (section.Tag == 'g')
        {
            section.Lines(_text, machine);
        }
        else
        {
            ProbeFormat.Section(_text, section.Tag, machine, section.Lines);
        }
    }

    // Delayed by the round trip, and scheduled since the sender may be inside a subscriber's call.
    private void Reply(Action write) =>
        scheduler.Schedule(machine.Spec.Latency, () =>
        {
            lock (gate)
            {
                if (!_closed && _sections.Count > 0 && machine.Spec.Outages?.DownFor(Now) is null)
                {
                    write();
                    Emit();
                }
            }
        });

    private void Answer(string id, string command)
    {
        machine.AdvanceTo(Now);
        _text.Append($"{ProbeFormat.Mark}r{id}<\n");
        foreach (var line in ShellAnswers.To(command, machine))
        {
            _text.Append($"{ProbeFormat.Mark}r{id}|{line}\n");
        }

        _text.Append($"{ProbeFormat.Mark}r{id}>\n");
    }

    private void Sample(TimeSpan interval)
    {
        var quick = _sections.FindAll(section => section.Tag is 'g' or 'h');
        _interval = interval < LeastInterval ? LeastInterval : interval;
        // The probe reads /proc at most once a second.
        var wholeSeconds = TimeSpan.FromSeconds(Math.Ceiling(_interval.TotalSeconds));
        quick.ForEach(section => section.Period = section.Tag == 'g' ? _interval : wholeSeconds);
        GpuRows.Begin(_text, machine, _interval);
        MakeDue(quick);
    }

    private void MakeDue(List<PeriodicSection> sections)
    {
        sections.ForEach(section => section.Due = Now);
        _timer.Disposable = scheduler.Schedule(OnTimer);
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

    private sealed class PeriodicSection(char tag, Action<StringBuilder, Machine> lines)
    {
        public char Tag => tag;

        public Action<StringBuilder, Machine> Lines => lines;

        public required TimeSpan Due { get; set; }

        public required TimeSpan Period { get; set; }
    }
}
