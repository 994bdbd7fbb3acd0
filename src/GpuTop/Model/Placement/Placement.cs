using System.Collections.Immutable;
using System.IO.Enumeration;

namespace GpuTop.Model;

/// <summary>Request for GPUs of one server.</summary>
/// <param name="Gpus">Number, at least 1.</param>
/// <param name="MemoryMiB">Minimum free memory on each, MiB, with nominal memory for an empty GPU; null for any.</param>
/// <param name="Model">Model name, part or pattern, see <see cref="ModelNames.Matches"/>; null for any.</param>
/// <param name="ServerGlob">Server names, <c>*</c> and <c>?</c> as in a shell; null for all.</param>
/// <param name="Share">Whether a GPU in use with room for another job counts.</param>
public sealed record PlacementRequest(
    int Gpus = 1, int? MemoryMiB = null, string? Model = null, string? ServerGlob = null, bool Share = false)
{
    /// <summary>How long a GPU must have been free, or in use with room, beyond the time after which it counts as such; null for no
    /// longer.</summary>
    public TimeSpan? FreeFor { get; init; }

    /// <summary>Whether the request includes a server.</summary>
    /// <param name="server">Name of the server.</param>
    public bool AppliesTo(string server) =>
        ServerGlob is null || FileSystemName.MatchesSimpleExpression(ServerGlob, server, ignoreCase: false);

    /// <summary>Whether an amount of memory is sufficient.</summary>
    /// <param name="memoryMiB">Available memory, MiB; null when unknown.</param>
    internal bool IsMet(int? memoryMiB) => MemoryMiB is not { } wanted || memoryMiB >= wanted;

    /// <summary>Whether a GPU matches the model.</summary>
    /// <param name="name">Model name from the driver; null when it gave none.</param>
    /// <param name="profile">Profile of a MIG instance; null for a whole card.</param>
    internal bool IsModel(string? name, string? profile = null) =>
        Model is not { } wanted || ModelNames.Matches(wanted, name) || (profile is not null && ModelNames.Matches(wanted, profile));

    /// <summary>Description, such as <c>2 GPUs with 20G, A100</c>.</summary>
    public override string ToString() => string.Concat(
        Gpus == 1 ? "a GPU" : $"{Gpus} GPUs",
        MemoryMiB is { } memory ? $" with {memory / 1024.0:0.#}G" : "",
        Model is null ? "" : $", {Model}",
        ServerGlob is null ? "" : $", on {ServerGlob}",
        Share ? ", free or with room" : "",
        FreeFor is { } time ? $", for {Duration.Show(time)}" : "");
}

/// <summary>GPUs of one server that meet a request.</summary>
/// <param name="Server">The server.</param>
/// <param name="Gpus">The requested number of GPUs, by index.</param>
public sealed record Placement(Server Server, ImmutableArray<Gpu> Gpus)
{
    /// <summary>All GPUs of the server that fit, by index.</summary>
    public ImmutableArray<Gpu> Fitting { get; init; } = Gpus;

    /// <summary>MIG instance; null for whole cards.</summary>
    public MigInstance? Instance { get; init; }

    /// <summary>Indices: <c>2,3</c>, or <c>0:1</c> for an instance.</summary>
    public string Numbers => Instance is null
        ? string.Join(',', Gpus.Select(gpu => gpu.Sample.Index))
        : $"{Gpus[0].Sample.Index}:{Instance.Device}";

    /// <summary>Value of <c>CUDA_VISIBLE_DEVICES</c> for <c>CUDA_DEVICE_ORDER=PCI_BUS_ID</c>; by default CUDA numbers the fastest card
    /// first.</summary>
    public string VisibleDevices => Instance?.Uuid ?? Numbers;

    /// <summary>Minimum free memory of the GPUs, MiB; null when unknown.</summary>
    public int? FreeMiB => Instance is { } instance
        ? instance.MemoryTotalMiB - instance.MemoryUsedMiB
        : Gpus.Min(gpu => gpu.Sample.MemoryTotalMiB - gpu.Sample.MemoryUsedMiB);
}
