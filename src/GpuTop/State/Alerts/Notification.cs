using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the user is told outside of the screen.</summary>
/// <param name="Rule">What the rule is called.</param>
/// <param name="Event">What happened, in the words of the configuration: <c>gpu-free</c>, <c>job-ended</c>, …; <c>found</c> for a wait.</param>
/// <param name="Server">Name of the server.</param>
/// <param name="Gpu">Numbers of the GPUs, <c>0,1</c>; null when it is about none.</param>
/// <param name="User">Whose it is; null when it is nobody's.</param>
/// <param name="Text">What happened, one line, without the server's name.</param>
/// <param name="Ways">How to tell it.</param>
public sealed record Notification(string Rule, string Event, string Server, string? Gpu, string? User, string Text, AlertChannels Ways);
