using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text;
using GpuTop.Demo;
using GpuTop.Probe;
using GpuTop.Ssh;

namespace GpuTop.Soak;

/// <summary>What can go wrong with a connection or a server.</summary>
internal enum Fault
{
    /// <summary>The connection breaks.</summary>
    Drop,

    /// <summary>Nothing comes any more, and no end.</summary>
    Hang,

    /// <summary>Random bytes between half lines.</summary>
    Garbage,

    /// <summary>Sections and tags without end, 256 KB each second.</summary>
    Flood,

    /// <summary>nvidia-smi says that it can't reach its driver, and ends.</summary>
    Driver,

    /// <summary>The user asks for another attempt.</summary>
    Reconnect,
}

/// <summary>A simulated server whose connection is disturbed on purpose. On the scheduler's thread.</summary>
/// <param name="server">The server behind it.</param>
/// <param name="random">Of the bytes.</param>
/// <param name="scheduler">Clock and thread.</param>
internal sealed class FaultyServer(SimulatedServer server, Random random, IScheduler scheduler)
{
    private const string Mark = "\u001e";
    private const int FloodBytes = 256 * 1024;

    private static readonly byte[] DriverWords = Encoding.UTF8.GetBytes(
        $"{Mark}g|NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. "
        + $"Make sure that the latest NVIDIA driver is installed and running.\n{Mark}g!9\n");

    private readonly ISubject<Unit> _drops = Subject.Synchronize(new Subject<Unit>());
    private readonly ISubject<Unit> _wanted = Subject.Synchronize(new Subject<Unit>());
    private readonly string _nonce = ProbeScript.NewNonce();
    private Fault? _now;
    private DateTimeOffset _floodedAt;

    public string Name => server.Name;

    /// <summary>Its news, as a real connection's: with the clocks of an attempt, and another after each.</summary>
    public ServerFeed Feed => new(Name, Name, reconnectNow =>
    {
        var wanted = reconnectNow.Merge(_wanted);
        return Attempt().WithTimeouts(Observable.Never<Unit>(), Observable.Never<Unit>(), wanted, scheduler)
            .Events(bytes => bytes.Sections(_nonce, scheduler), _ => wanted.Select(_ => true), random.NextDouble, scheduler);
    });

    public void Begin(Fault fault)
    {
        _now = fault;
        if (fault == Fault.Drop)
        {
            _drops.OnNext(Unit.Default);
        }
        else if (fault == Fault.Reconnect)
        {
            _wanted.OnNext(Unit.Default);
        }
    }

    public void End()
    {
        if (_now == Fault.Driver)
        {
            server.Send("i 1000"); // nvidia-smi starts anew and names its fields.
        }

        // A connection that hangs never goes on; the next one does.
        _now = _now == Fault.Hang ? _now : null;
    }

    private IObservable<ConnectionStep> Attempt() => Observable.Defer(() =>
    {
        _now = _now == Fault.Hang ? null : _now;
        var output = server.Output(_nonce, scheduler)
            .SelectMany((chunk, index) => index == 0 ? [chunk] : Disturbed(chunk))
            .Merge(_drops.SelectMany(_ => Observable.Throw<ReadOnlyMemory<byte>>(new ConnectionLostException("connection reset"))));
        return DemoFeed.Attempt(server, output, scheduler);
    });

    private ReadOnlyMemory<byte>[] Disturbed(ReadOnlyMemory<byte> chunk) => _now switch
    {
        Fault.Hang => [],
        Fault.Garbage => [Garbage(), chunk[random.Next(chunk.Length)..]],
        Fault.Flood => [Flood(), chunk],
        Fault.Driver => [DriverWords, WithoutRows(chunk)],
        _ => [chunk],
    };

    private byte[] Garbage()
    {
        var bytes = new byte[random.Next(1, 2000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Flood()
    {
        if (scheduler.Now - _floodedAt < TimeSpan.FromSeconds(1))
        {
            return [];
        }

        _floodedAt = scheduler.Now;
        var text = new StringBuilder(FloodBytes + 1000);
        text.Append('\n');
        for (var number = 0; text.Length < FloodBytes; number++)
        {
            _ = random.Next(4) switch
            {
                0 => text.Append($"{Mark}r{random.Next(100_000)}<\n{Mark}r{number}|{new string('x', 200)}\n"),
                1 => text.Append($"{Mark}d|K /dev/x{number} 100 1 99 1% /mnt/{number}\n"),
                2 => text.Append($"{Mark}p|L LISTEN 0 128 127.0.0.1:{number} 0.0.0.0:*\n"),
                _ => text.Append($"{Mark}b<\n{Mark}b|{number}\n{Mark}b>\n"),
            };
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] WithoutRows(ReadOnlyMemory<byte> chunk)
    {
        var lines = Encoding.UTF8.GetString(chunk.Span).Split('\n');
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Where(line => !line.StartsWith(Mark + "g|", StringComparison.Ordinal))));
    }
}
