using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Effects;

/// <summary>A notification as bytes for the terminal: bell and desktop notification.</summary>
internal static class TerminalNotification
{
    /// <summary>The bytes; empty when neither way is on.</summary>
    public static byte[] Of(Notification notification)
    {
        var bell = notification.Channels.HasFlag(AlertChannels.Bell) ? Osc.Bell : [];
        return notification.Channels.HasFlag(AlertChannels.Desktop)
            ?
            [
                .. bell,
                .. Osc.Notify("gputop", $"{notification.Server}: {notification.Text}", Osc.IsInTmux(Environment.GetEnvironmentVariable)),
            ]
            : bell.ToArray();
    }
}
