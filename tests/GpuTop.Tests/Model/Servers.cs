using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

/// <summary>Servers that were watched for a minute, each GPU a letter: <c>f</c>ree A100, <c>F</c>ree RTX 3090, <c>b</c>usy, <c>i</c>dle
/// (memory full), <c>s</c>ick, <c>l</c>ightly used with room, e<c>x</c>clusive and in use, <c>p</c>rohibited, <c>m</c>ig,
/// <c>h</c>eld by a process that is not listed.</summary>
internal static class Servers
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);

    private static readonly AvailabilityLimits Rules = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    public static Server Of(string name, string kinds, double? cpu = null)
    {
        var server = Server.Initial(name, name, Now.AddMinutes(-1));
        server = server with { Connection = new ConnectionStatus(ConnectionPhase.Live, Now.AddMinutes(-1)) };
        var processes = kinds.Select((kind, index) => ProcessOf(name, kind, index)).OfType<GpuProcess>().ToImmutableArray();
        for (var at = Now.AddMinutes(-1); at <= Now; at = at.AddSeconds(1))
        {
            server = server.Apply(new Reading.Processes(processes, null), at, Rules);
            server = server.Apply(new Reading.Gpus([.. kinds.Select((kind, index) => SampleOf(name, kind, index))], null), at, Rules);
        }

        return server with { CpuPercent = cpu };
    }

    public static GpuSample SampleOf(string server, char kind, int index)
    {
        var sample = new GpuSample
        {
            Index = index,
            Uuid = $"GPU-{server}-{index}",
            Name = kind == 'F' ? "NVIDIA GeForce RTX 3090" : "NVIDIA A100-SXM4-80GB",
            UtilizationPercent = 0,
            MemoryUsedMiB = 4,
            MemoryTotalMiB = kind == 'F' ? 24576 : 81920,
            ComputeMode = ComputeMode.Default,
        };
        return kind switch
        {
            'b' => sample with { UtilizationPercent = 97, MemoryUsedMiB = 60000 },
            'i' => sample with { MemoryUsedMiB = 80000 },
            'l' => sample with { UtilizationPercent = 30, MemoryUsedMiB = 8000 },
            'h' => sample with { MemoryUsedMiB = 60000 },
            's' => sample with { Problem = "GPU requires reset" },
            'x' => sample with { MemoryUsedMiB = 500, ComputeMode = ComputeMode.ExclusiveProcess },
            'p' => sample with { ComputeMode = ComputeMode.Prohibited },
            'm' => sample with { UtilizationPercent = null, MigEnabled = true },
            _ => sample,
        };
    }

    public static GpuProcess? ProcessOf(string server, char kind, int index) => kind is 'b' or 'i' or 'l' or 'x'
        ? new GpuProcess
        {
            Pid = 4000 + index,
            StartTicks = 900 + index,
            UserId = 1002,
            User = "bob",
            Command = "python train.py",
            Shares = [new GpuShare($"GPU-{server}-{index}", 1000, 30)],
        }
        : null;
}
