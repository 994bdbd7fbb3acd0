using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Remarks on a GPU: problems, remedies and reasons of unknown values.</summary>
internal static class GpuRemarks
{
    /// <summary>Width of the names, in columns.</summary>
    public const int NameWidth = 9;

    private const string Wedged =
        "utilization is 100 %, but nothing is on it: after a crash a reset ends that (sudo nvidia-smi --gpu-reset -i N)";

    private static readonly TimeSpan LeastWedged = TimeSpan.FromMinutes(1);

    /// <summary>The remarks, one per line.</summary>
    public static ImmutableArray<Fact> Of(AppState state, Server server, Gpu gpu)
    {
        var remarks = ImmutableArray.CreateBuilder<Fact>();
        var availability = gpu.Availability;
        if (availability.Why is { } why)
        {
            remarks.Add(new Fact("why", why, availability.State == GpuState.Sick ? FactTone.Bad : FactTone.Quiet));
            if (DriverRemedies.Of(why) is { } remedy)
            {
                remarks.Add(new Fact("try", ForGpu(remedy, gpu)));
            }
        }

        if (gpu.Sample.Alarm is { } alarm)
        {
            remarks.Add(new Fact("alarm", $"{alarm}: the driver failed to read it; look for Xid in dmesg, and at the part", FactTone.Bad));
        }

        if (IsWedged(server, gpu, state.ShownAt))
        {
            remarks.Add(new Fact(
                "wedged?",
                ForGpu(Wedged, gpu),
                FactTone.Warning));
        }

        if (gpu.Sample.HasUnifiedMemory)
        {
            remarks.Add(new Fact("memory", "unified: the total is the host's, in use is what processes on the GPU hold", FactTone.Quiet));
        }

        foreach (var reason in MissingValueReasons.Of(server, gpu))
        {
            remarks.Add(new Fact("unknown", reason, FactTone.Quiet));
        }

        if (server.PhaseAt(state.ShownAt) is not ConnectionPhase.Live)
        {
            remarks.Add(new Fact("server", server.Connection.Problem?.Text ?? "no data: the values are old", FactTone.Warning));
        }

        if (server.Connection.Client is { Length: > 0 } client)
        {
            remarks.Add(new Fact("ssh", client, FactTone.Quiet));
        }

        return [.. remarks.SelectMany(remark => Wrapped(remark, state.Width - NameWidth - 2))];
    }

    // With the number of the GPU in commands that name it.
    private static string ForGpu(string text, Gpu gpu) =>
        gpu.Sample.Index is { } index ? text.Replace("-i N", $"-i {index}", StringComparison.Ordinal) : text;

    // Only after a minimum time: the first sample after a driver's start and the end of a kernel report 100 % too.
    private static bool IsWedged(Server server, Gpu gpu, DateTimeOffset now) =>
        gpu is { Sample: { UtilizationPercent: 100, MemoryUsedMiB: < AvailabilityLimits.EmptyMiB }, Availability.State: GpuState.Busy }
        && gpu.Availability.DurationAt(now) >= LeastWedged
        && server.ProcessProblem is null && server.SectionTimes.ContainsKey(ProbeSection.Processes) && !server.UsersOn(gpu).Any();

    private static IEnumerable<Fact> Wrapped(Fact remark, int width) =>
        Wrapping.Lines(remark.Value, width).Select((line, index) =>
            new Fact(index == 0 ? remark.Name : "", line, remark.Tone));
}
