using System.Collections.Immutable;
using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using static System.FormattableString;

namespace GpuTop.Demo;

/// <summary>One server of the simulated fleet: it prints the output of <c>probe.sh</c>, and its time also advances without a
/// connection.</summary>
public sealed class SimulatedServer
{
    // See MachineCatalog.
    private const string NamePrefix = "gpu";

    private const string NoEnds = "-";

    private readonly MachineSpec _spec;
    private readonly ulong _seed;
    private readonly Lock _gate = new();
    private Machine? _machine;
    private volatile SimulatedShell? _shell;

    internal SimulatedServer(MachineSpec spec, ulong seed) => (_spec, _seed) = (spec, seed);

    /// <summary>Its name, <c>gpu01</c>.</summary>
    public string Name => _spec.Name;

    /// <summary>Connects and starts the probe. Cold. The memory is valid only during <c>OnNext</c>. Ends after <c>quit</c>; fails with
    /// <see cref="ConnectionLostException"/> while the server is down, some seconds after its last output as ssh does. Subscribe again
    /// to reconnect. Runs on the scheduler's threads and clock; the first subscription sets the start of the simulation.</summary>
    /// <param name="nonce">Word of the ready line.</param>
    /// <param name="scheduler">Its clock; the same for all subscriptions of one server.</param>
    public IObservable<ReadOnlyMemory<byte>> Output(string nonce, IScheduler scheduler) =>
        Observable.Create<ReadOnlyMemory<byte>>(observer =>
        {
            lock (_gate)
            {
                _machine ??= new Machine(_spec, _seed, scheduler.Now);
            }

            var shell = new SimulatedShell(_machine, nonce, scheduler, observer, _gate);
            _shell = shell;
            shell.Open();
            return shell;
        });

    /// <summary>Its GPUs at times before the simulation begins. Call it before the simulation runs, whose
    /// start it sets where nobody has subscribed yet.</summary>
    /// <param name="startsAt">When the simulation begins.</param>
    /// <param name="times">Earlier times, at most a day.</param>
    public IEnumerable<IEnumerable<PastGpu>> Past(DateTimeOffset startsAt, IEnumerable<DateTimeOffset> times)
    {
        SimulatedPast past;
        lock (_gate)
        {
            past = new SimulatedPast(_machine ??= new Machine(_spec, _seed, startsAt), _seed);
        }

        return times.Select(time => past.At((long)Math.Floor((time - startsAt).TotalSeconds)));
    }

    /// <summary>Sends one control line (see the head of <c>probe.sh</c>) to the newest connection; the answer comes in
    /// <see cref="Output"/> after the latency. Commands are not run; a <c>kill</c> of a process of <see cref="Person.Me"/>
    /// ends its job. Without a connection the line is lost.</summary>
    public void Send(string line) => _shell?.Accept(line);

    /// <summary>Arguments for <see cref="SimulatedTerminal.Of"/>, with which another process shows a terminal of this server as it is
    /// now. The server must have been connected.</summary>
    /// <param name="script">The script that a real server would run on the terminal.</param>
    public ImmutableArray<string> TerminalArguments(string script)
    {
        lock (_gate)
        {
            var machine = _machine ?? throw new InvalidOperationException($"{Name} was never connected");
            var ends = string.Join(',', machine.Ends.Select(end => Invariant($"{end.Pid}:{end.Second}:{end.Delay}")));
            return
            [
                Name[NamePrefix.Length..],
                Invariant($"{_seed}"),
                Invariant($"{machine.StartedAt.UtcTicks}"),
                ends.Length == 0 ? NoEnds : ends,
                script,
            ];
        }
    }

    /// <summary>The machine and the script of <see cref="TerminalArguments"/>.</summary>
    internal static (Machine Machine, string Script) MachineOf(IReadOnlyList<string> arguments, DateTimeOffset now)
    {
        if (arguments is not [var number, var seed, var start, var ends, var script])
        {
            throw new FormatException("a terminal of the demo takes five arguments");
        }

        var spec = MachineCatalog.At(int.Parse(number, CultureInfo.InvariantCulture) - 1);
        var startedAt = new DateTimeOffset(long.Parse(start, CultureInfo.InvariantCulture), TimeSpan.Zero);
        var machine = new Machine(spec, ulong.Parse(seed, CultureInfo.InvariantCulture), startedAt);
        foreach (var end in ends == NoEnds ? [] : ends.Split(','))
        {
            var values = end.Split(':').Select(value => long.Parse(value, CultureInfo.InvariantCulture)).ToArray();
            if (values is not [var pid, var second, var delay])
            {
                throw new FormatException($"{end}: not a process, a second and a delay");
            }

            machine.AdvanceTo(TimeSpan.FromSeconds(second));
            machine.End((int)pid, TimeSpan.FromSeconds(delay));
        }

        machine.AdvanceTo(now - startedAt);
        return (machine, script);
    }
}
