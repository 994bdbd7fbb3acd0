using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>One line of the users view: a person, over all servers that talk to us.</summary>
/// <param name="Name">Who, as <see cref="Model.ProcessOwner"/> has it: the same login name on several servers is one person, a container is its own.</param>
/// <param name="ShortName">The same where there is little room: a container by its name alone, in brackets.</param>
/// <param name="RealName">Real name; null when it was not asked for, or there is none.</param>
/// <param name="IsMe">Whether it is the user I am.</param>
/// <param name="Gpus">GPUs with processes of the person; a MIG instance counts as one.</param>
/// <param name="IdleGpus">Those on which every process of the person is idle.</param>
/// <param name="MemoryMiB">GPU memory held, MiB; null when no share is known.</param>
/// <param name="Processes">Number of processes on GPUs.</param>
/// <param name="Longest">Age of the oldest process; null when none is known.</param>
/// <param name="PowerWatts">Board power of the GPUs, W; that of a GPU with several people is shared equally among them, and that of a card
/// with MIG instances too. Null when no card tells.</param>
/// <param name="Servers">Names of the servers, in the order of the fleet.</param>
public sealed record UserRow(
    string Name,
    string ShortName,
    string? RealName,
    bool IsMe,
    int Gpus,
    int IdleGpus,
    int? MemoryMiB,
    int Processes,
    TimeSpan? Longest,
    double? PowerWatts,
    ImmutableArray<string> Servers);
