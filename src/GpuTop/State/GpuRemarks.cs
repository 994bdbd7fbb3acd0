using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What is to be said of a GPU before anything else: what is wrong, what to do, what is not known and why.</summary>
public static class GpuRemarks
{
    /// <summary>Columns that names take.</summary>
    public const int NameWidth = 9;

    /// <summary>The remarks, each line one.</summary>
    public static ImmutableArray<Fact> Of(AppState state, Server server, Gpu gpu)
    {
        var remarks = ImmutableArray.CreateBuilder<Fact>();
        var availability = gpu.Availability;
        if (availability.Why is { } why)
        {
            remarks.Add(new Fact("why", why, availability.State == GpuState.Sick ? FactTone.Bad : FactTone.Quiet));
            if (Remedies.Of(why) is { } remedy)
            {
                remarks.Add(new Fact("try", remedy));
            }
        }

        foreach (var reason in Unknowns.Of(server, gpu))
        {
            remarks.Add(new Fact("unknown", reason, FactTone.Quiet));
        }

        if (server.PhaseAt(state.ShownAt) is not LinkPhase.Live)
        {
            remarks.Add(new Fact("server", server.Link.Problem?.Text ?? "silent: what is shown is old", FactTone.Warning));
        }

        return [.. remarks.SelectMany(remark => Wrapped(remark, state.Width - NameWidth - 2))];
    }

    private static IEnumerable<Fact> Wrapped(Fact remark, int width) =>
        FactColumns.Wrap(remark.Value, Math.Max(1, width)).Select((line, index) => new Fact(index == 0 ? remark.Name : "", line, remark.Tone));
}
