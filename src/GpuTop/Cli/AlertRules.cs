using System.Diagnostics;
using GpuTop.Config;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The alerts of the configuration as rules of the state, which knows no configuration.</summary>
internal static class AlertRules
{
    /// <summary>The rule that a setting asks for.</summary>
    public static AlertRule Of(AlertSetting setting) => new(setting.Name, KindOf(setting.When))
    {
        ServerGlob = setting.ServerGlob,
        User = setting.User,
        Above = setting.Above,
        Hold = setting.Hold,
        Ways = setting.Notify.Aggregate(AlertWays.None, (ways, notice) => ways | WayOf(notice)),
    };

    private static AlertKind KindOf(AlertEvent when) => when switch
    {
        AlertEvent.GpuFree => AlertKind.GpuFree,
        AlertEvent.GpuIdle => AlertKind.GpuIdle,
        AlertEvent.GpuSick => AlertKind.GpuSick,
        AlertEvent.JobEnded => AlertKind.JobEnded,
        AlertEvent.Disk => AlertKind.Disk,
        AlertEvent.ServerLost => AlertKind.ServerLost,
        AlertEvent.ServerBack => AlertKind.ServerBack,
        AlertEvent.Temperature => AlertKind.Temperature,
        _ => throw new UnreachableException(),
    };

    private static AlertWays WayOf(AlertNotice notice) => notice switch
    {
        AlertNotice.Bell => AlertWays.Bell,
        AlertNotice.Desktop => AlertWays.Desktop,
        AlertNotice.Hook => AlertWays.Hook,
        _ => throw new UnreachableException(),
    };
}
