using System.Collections.Immutable;
using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>What somebody looks for: GPUs of one server.</summary>
/// <param name="Gpus">How many, at least 1.</param>
/// <param name="MemoryMiB">Memory that must be free on each, MiB, where an empty GPU has what it is sold with; null for any.</param>
/// <param name="Model">A name, part of one or a pattern, see <see cref="ModelNames.Matches"/>; null for any.</param>
/// <param name="ServerGlob">On which servers, by name, <c>*</c> and <c>?</c> as in a shell; null for all.</param>
/// <param name="Share">Whether a GPU with room beside somebody else counts too.</param>
public sealed record PlacementRequest(
    int Gpus = 1, int? MemoryMiB = null, string? Model = null, string? ServerGlob = null, bool Share = false)
{
    /// <summary>Whether a server may be asked at all.</summary>
    /// <param name="server">Its name.</param>
    public bool AppliesTo(string server) =>
        ServerGlob is null || FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);

    /// <summary>Whether memory suffices.</summary>
    /// <param name="memoryMiB">What there is, MiB; null when not known.</param>
    internal bool IsMet(int? memoryMiB) => MemoryMiB is not { } wanted || memoryMiB >= wanted;

    /// <summary>Whether a GPU is of the model.</summary>
    /// <param name="name">The driver's name; null when it gave none.</param>
    /// <param name="profile">Of a MIG instance; null for a whole card.</param>
    internal bool IsModel(string? name, string? profile = null) =>
        Model is not { } wanted || ModelNames.Matches(wanted, name) || (profile is not null && ModelNames.Matches(wanted, profile));

    /// <summary>In words: <c>2 GPUs with 20G, A100</c>.</summary>
    public override string ToString() => string.Concat(
        Gpus == 1 ? "a GPU" : $"{Gpus} GPUs",
        MemoryMiB is { } memory ? $" with {memory / 1024.0:0.#}G" : "",
        Model is null ? "" : $", {Model}",
        ServerGlob is null ? "" : $", on {ServerGlob}",
        Share ? ", free or with room" : "");
}

/// <summary>GPUs of one server that meet a request.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpus">As many as asked for, by number.</param>
public sealed record Placement(Server Server, ImmutableArray<Gpu> Gpus)
{
    /// <summary>The MIG instance of the one card that it is; null for whole cards.</summary>
    public MigInstance? Instance { get; init; }

    /// <summary>The numbers as people call them: <c>2,3</c>, or <c>0:1</c> for an instance.</summary>
    public string Numbers => Instance is null
        ? string.Join(',', Gpus.Select(gpu => gpu.Sample.Index))
        : $"{Gpus[0].Sample.Index}:{Instance.Device}";

    /// <summary>What <c>CUDA_VISIBLE_DEVICES</c> has to be, with <c>CUDA_DEVICE_ORDER=PCI_BUS_ID</c>: without that order CUDA counts the
    /// fastest first and numbers mean other cards.</summary>
    public string VisibleDevices => Instance?.Uuid ?? Numbers;

    /// <summary>Memory that is free on each, MiB; null when not known.</summary>
    public int? FreeMiB => Instance is { } instance
        ? instance.MemoryTotalMiB - instance.MemoryUsedMiB
        : Gpus.Min(gpu => gpu.Sample.MemoryTotalMiB - gpu.Sample.MemoryUsedMiB);
}
