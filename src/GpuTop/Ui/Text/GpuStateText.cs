using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The state of a GPU as a word and a style.</summary>
internal readonly record struct GpuStateText(string Word, Style Style)
{
    public static GpuStateText Of(AppState state, Server server, Gpu gpu)
    {
        var isOld = server.AreGpusStale(state.ShownAt, state.Interval);
        return Of(gpu.Availability, isOld, LooksFree(server, gpu));
    }

    /// <summary>The word of a MIG instance.</summary>
    public static GpuStateText Of(AppState state, Server server, MigInstance instance) =>
        Of(instance.Availability, server.AreGpusStale(state.ShownAt, state.Interval), instance.MemoryUsedMiB < AvailabilityLimits.EmptyMiB);

    private static GpuStateText Of(Availability availability, bool isOld, bool looksFree) =>
        availability.State switch
        {
            GpuState.Free => isOld ? new("was free", Theme.Secondary) : new("FREE", Theme.Good),
            GpuState.Idle => isOld ? new("was idle", Theme.Secondary) : new("IDLE", Theme.Warning.Bold()),
            GpuState.Busy => isOld ? new("was busy", Theme.Secondary) : new("BUSY", Theme.Secondary),
            GpuState.Sick => new("SICK", isOld ? Theme.Secondary : Theme.Bad),
            _ => looksFree && !isOld ? new("free?", Theme.Secondary) : new("?", Theme.Secondary),
        };

    // Unused, but not yet for the time that FREE requires.
    private static bool LooksFree(Server server, Gpu gpu) =>
        gpu.Sample.UtilizationPercent <= AvailabilityLimits.QuietPercent
        && gpu.Sample.VideoPercent is null or <= AvailabilityLimits.QuietPercent
        && gpu.Sample.MemoryUsedMiB < AvailabilityLimits.EmptyMiB
        && GpuUsers.OnAnyPart(server, gpu).Count == 0;
}
