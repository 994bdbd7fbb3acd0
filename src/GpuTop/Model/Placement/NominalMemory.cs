namespace GpuTop.Model;

/// <summary>Memory that a GPU is sold with. Drivers report less: ECC takes a sixteenth of GDDR, firmware some hundred MiB; an A10 of 24 GB
/// has 23028 MiB, an H100 of 80 GB has 81559 MiB.</summary>
public static class NominalMemory
{
    private const int MiBPerGiB = 1024;

    // Less is shown in MiB.
    private const int MinShownInGiB = 1000;

    // A sixteenth for ECC, and up to 300 MiB of a T4's 16 GB (15109 MiB with driver 418).
    private const double MinShare = 0.92;

    /// <summary>Sizes in the data sheets of NVIDIA's cards and modules, GiB, smallest first.</summary>
    public static ReadOnlySpan<int> SizesGiB =>
        [1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 64, 72, 80, 94, 96, 128, 141, 144, 180, 186, 192, 270, 288];

    /// <summary>Of a whole card, MiB: the next size that is sold, or the total to a whole GiB as the screen shows it; never less than the
    /// total.</summary>
    /// <param name="totalMiB">What the driver reports as total, MiB.</param>
    public static int OfCard(int totalMiB)
    {
        var gib = (int)Math.Round(totalMiB / (double)MiBPerGiB, MidpointRounding.AwayFromZero);
        var shown = totalMiB < MinShownInGiB ? totalMiB : gib * MiBPerGiB;
        foreach (var size in SizesGiB)
        {
            if (size * MiBPerGiB >= totalMiB)
            {
                return totalMiB >= size * MiBPerGiB * MinShare ? size * MiBPerGiB : Math.Max(totalMiB, shown);
            }
        }

        return Math.Max(totalMiB, shown);
    }

    /// <summary>Of a MIG instance, MiB: as its profile says (<c>3g.40gb</c>), at least as of a card of that total; null when neither is
    /// known.</summary>
    public static int? OfInstance(MigInstance instance)
    {
        var profile = instance.Profile?.Split('.', '+').FirstOrDefault(part => part.EndsWith("gb", StringComparison.OrdinalIgnoreCase));
        var named = int.TryParse(profile.AsSpan(0, Math.Max(0, (profile?.Length ?? 0) - 2)), out var size) ? size * MiBPerGiB : (int?)null;
        var total = instance.MemoryTotalMiB is { } reported ? OfCard(reported) : (int?)null;
        return named is null || total > named ? total : named;
    }
}
