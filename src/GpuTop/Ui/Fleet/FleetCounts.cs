using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The counts of the header, from current data only.</summary>
/// <param name="Servers">Servers, each machine once.</param>
/// <param name="Gpus">GPUs; null before the first GPU data.</param>
/// <param name="Instances">MIG instances of them; a free instance counts as a free GPU.</param>
/// <param name="Free">Free ones.</param>
/// <param name="Idle">Idle ones; null while none is known to be idle and one may be.</param>
/// <param name="Mine">Those with a process of mine; null without a current list of processes.</param>
/// <param name="Sick">Sick ones.</param>
/// <param name="Lost">Servers that can't be reached.</param>
internal readonly record struct FleetCounts(int Servers, int? Gpus, int Instances, FreeCount Free, int? Idle, int? Mine, int Sick, int Lost)
{
    public static FleetCounts Of(AppState state)
    {
        var (gpus, instances, idle, mine, sick, lost) = (0, 0, 0, 0, 0, 0);
        var (areGpusTold, mayBeIdle, areProcessesTold) = (false, false, false);
        var free = new FreeCount(false, 0, 0);
        ImmutableArray<Server> servers = [.. state.Shown.Servers.Where(server => server.SameAs is null)];
        foreach (var server in servers)
        {
            var isOld = server.AreGpusStale(state.ShownAt, state.Interval);
            areGpusTold |= server.SectionTimes.ContainsKey(ProbeSection.Gpus);
            areProcessesTold |= !isOld && server.SectionTimes.ContainsKey(ProbeSection.Processes);
            lost += server.Connection.IsLost ? 1 : 0;
            free += FreeCount.Of(state, server);
            foreach (var gpu in server.Gpus)
            {
                var now = isOld ? GpuState.Unknown : gpu.Availability.State;
                gpus++;
                instances += gpu.Instances.Length;
                idle += now == GpuState.Idle ? 1 : 0;
                sick += now == GpuState.Sick ? 1 : 0;
                mine += !isOld && GpuUsers.OnAnyPart(server, gpu).IsMine ? 1 : 0;
                mayBeIdle |= !isOld && gpu.Availability.MayBeIdle;
            }
        }

        return new FleetCounts(
            servers.Length,
            areGpusTold ? gpus : null,
            instances,
            free,
            idle > 0 || (free.IsKnown && !mayBeIdle) ? idle : null,
            areProcessesTold ? mine : null,
            sick,
            lost);
    }
}

/// <summary>The count of free GPUs.</summary>
/// <param name="IsKnown">True with current data.</param>
/// <param name="Free">Free ones.</param>
/// <param name="Pending">Those that look free and are not observed for long enough.</param>
internal readonly record struct FreeCount(bool IsKnown, int Free, int Pending)
{
    public static FreeCount Of(AppState state, Server server)
    {
        if (server.AreGpusStale(state.ShownAt, state.Interval) || !server.SectionTimes.ContainsKey(ProbeSection.Gpus))
        {
            return default;
        }

        var (free, pending) = (0, 0);
        foreach (var gpu in server.Gpus)
        {
            free += gpu.FreeUnits;
            pending += gpu.PendingUnits;
        }

        return new FreeCount(true, free, pending);
    }

    public static FreeCount operator +(FreeCount a, FreeCount b) => new(a.IsKnown || b.IsKnown, a.Free + b.Free, a.Pending + b.Pending);

    /// <summary>The number to show: the free ones, else the pending ones; null when unknown.</summary>
    public int? Shown => !IsKnown ? null : Free > 0 ? Free : Pending;

    /// <summary>The word after the number.</summary>
    public string Word => Free == 0 && Pending > 0 ? "free?" : "free";

    public TerminalDriver.Style Style => !IsKnown ? Theme.Secondary : Free > 0 ? Theme.Good : Pending > 0 ? Theme.Warning : Theme.Secondary;
}
