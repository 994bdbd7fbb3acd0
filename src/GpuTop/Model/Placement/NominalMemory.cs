namespace GpuTop.Model;

/// <summary>Nominal memory of GPUs. Drivers report less: ECC takes a sixteenth of GDDR, firmware some hundred MiB; a 24 GB A10 reports
/// 23028 MiB, an 80 GB H100 81559 MiB.</summary>
public static class NominalMemory
{
    private const int MiBPerGiB = 1024;

    // Smaller sizes are shown in MiB.
    private const int MinShownInGiB = 1000;

    // A sixteenth for ECC, and up to 300 MiB of a T4's 16 GB (15109 MiB with driver 418).
    private const double MinShare = 0.92;

    /// <summary>Sizes in the data sheets of NVIDIA's cards and modules, GiB, smallest first.</summary>
    public static ReadOnlySpan<int> SizesGiB =>
        [1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 64, 72, 80, 94, 96, 128, 141, 144, 180, 186, 192, 270, 288];

    /// <summary>Nominal memory of a card, MiB: the next size of the data sheets, else the total rounded to GiB as shown; at least the
    /// total.</summary>
    /// <param name="totalMiB">Total that the driver reports, MiB.</param>
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

    /// <summary>Nominal memory of a MIG instance, MiB: from its profile (<c>3g.40gb</c>), at least that of a card with its total; null when
    /// neither is known.</summary>
    public static int? OfInstance(MigInstance instance)
    {
        var profile = instance.Profile?.Split('.', '+').FirstOrDefault(part => part.EndsWith("gb", StringComparison.OrdinalIgnoreCase));
        var named = int.TryParse(profile.AsSpan(0, Math.Max(0, (profile?.Length ?? 0) - 2)), out var size) ? size * MiBPerGiB : (int?)null;
        var total = instance.MemoryTotalMiB is { } reported ? OfCard(reported) : (int?)null;
        return named is null || total > named ? total : named;
    }
}
