namespace GpuTop.Demo;

/// <summary>A model of GPU. Values come from data sheets and real output of <c>nvidia-smi</c>.</summary>
internal sealed record CardModel(
    string Name,
    int MemoryMiB,
    int EmptyMiB,
    double LimitWatts,
    double IdleWatts,
    int IdleCelsius,
    int FullCelsius,
    int SlowdownCelsius,
    int IdleSmMHz,
    int MaxSmMHz,
    int MemoryMHz,
    int PcieGeneration)
{
    /// <summary>Whether it has a fan and low idle clocks, and neither ECC nor a memory temperature.</summary>
    public bool IsConsumer { get; init; }

    /// <summary>Whether it supports MIG.</summary>
    public bool CanMig { get; init; }

    public static CardModel A100 { get; } =
        new("NVIDIA A100-SXM4-80GB", 81920, 4, 400, 61, 33, 73, 85, 210, 1410, 1593, 4) { CanMig = true };

    public static CardModel H100 { get; } =
        new("NVIDIA H100 80GB HBM3", 81559, 1, 700, 72, 30, 70, 87, 345, 1980, 2619, 5) { CanMig = true };

    public static CardModel H200 { get; } = new("NVIDIA H200", 143771, 1, 700, 76, 29, 68, 87, 345, 1980, 3201, 5) { CanMig = true };

    public static CardModel V100 { get; } = new("Tesla V100-SXM2-32GB", 32510, 11, 300, 42, 34, 68, 83, 135, 1530, 877, 3);

    public static CardModel Rtx3090 { get; } =
        new("NVIDIA GeForce RTX 3090", 24576, 14, 350, 24, 38, 78, 83, 210, 2100, 9501, 4) { IsConsumer = true };

    public static CardModel Rtx4090 { get; } =
        new("NVIDIA GeForce RTX 4090", 24564, 18, 450, 19, 36, 70, 84, 210, 3105, 10501, 4) { IsConsumer = true };

    public static CardModel Orin { get; } = new("Orin (nvgpu)", 0, 0, 60, 5, 40, 60, 95, 300, 1300, 0, 0);
}
