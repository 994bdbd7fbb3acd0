using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace GpuTop.Demo;

/// <summary>One server of the simulated fleet: it prints the output of <c>probe.sh</c>, and its time also advances without a
/// connection.</summary>
public sealed class SimulatedServer
{
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

    /// <summary>Sends one control line (see the head of <c>probe.sh</c>) to the newest connection; the answer comes in
    /// <see cref="Output"/> after the latency. Commands are not run; a <c>kill</c> of a process of <see cref="Person.Me"/>
    /// ends its job. Without a connection the line is lost.</summary>
    public void Send(string line) => _shell?.Accept(line);
}
