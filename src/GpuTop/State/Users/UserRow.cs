using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>A row of the user view: a user or container on all live servers.</summary>
/// <param name="Name">The owner as in <see cref="Model.ProcessOwner"/>: equal login names on several servers are one user, a container is
/// separate.</param>
/// <param name="ShortName">The short form: a container name in brackets.</param>
/// <param name="RealName">Real name; null when it was not requested, or there is none.</param>
/// <param name="IsMe">Whether it is the current user.</param>
/// <param name="Gpus">GPUs with processes of the user; a MIG instance counts as one.</param>
/// <param name="IdleGpus">GPUs on which every process of the user is idle.</param>
/// <param name="MemoryMiB">GPU memory held, MiB; null when no share is known.</param>
/// <param name="Processes">Number of processes on GPUs.</param>
/// <param name="Longest">Age of the oldest process; null when none is known.</param>
/// <param name="PowerWatts">Board power of the GPUs, W; shared equally among the users of a GPU, and of a GPU
/// with MIG instances too. Null when no GPU reports it.</param>
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
