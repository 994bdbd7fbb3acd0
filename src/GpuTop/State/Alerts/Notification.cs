using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A notification outside the screen.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Event">The event name of the configuration: <c>gpu-free</c>, <c>job-ended</c>, …; <c>found</c> for a wait.</param>
/// <param name="Server">Name of the server.</param>
/// <param name="Gpu">Numbers of the GPUs, <c>0,1</c>; null without one.</param>
/// <param name="User">The owner; null when there is none.</param>
/// <param name="Text">The message, one line, without the server's name.</param>
/// <param name="Channels">How it is sent.</param>
public sealed record Notification(string Rule, string Event, string Server, string? Gpu, string? User, string Text, AlertChannels Channels);
