using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.Model;
using GpuTop.Tests.Parse;
using GpuTop.Ui;

namespace GpuTop.Tests.Model;

public sealed partial class NominalMemoryTests
{
    [Theory]
    [InlineData("3g.40gb", 40192, 40)]
    [InlineData("1g.18gb", 16384, 18)]
    [InlineData("1g.5gb+me", 4864, 5)]
    [InlineData("1c.3g.40gb", 40192, 40)]
    [InlineData("3g.40gb", null, 40)]
    [InlineData(null, 19968, 20)]
    [InlineData("odd", null, null)]
    public void An_instance_has_what_its_profile_says(string? profile, int? totalMiB, int? expectedGiB) =>
        Assert.Equal(expectedGiB * 1024, NominalMemory.OfInstance(new MigInstance("MIG-1", profile, 0, 0, totalMiB)));

    // Totals of the recordings in shared/, and what the cards are sold with.
    [Theory]
    [InlineData(24564, 24)]
    [InlineData(23028, 24)]
    [InlineData(81559, 80)]
    [InlineData(81920, 80)]
    [InlineData(46068, 48)]
    [InlineData(15109, 16)]
    [InlineData(15360, 16)]
    [InlineData(16376, 16)]
    [InlineData(32764, 32)]
    [InlineData(40960, 40)]
    [InlineData(11441, 12)]
    [InlineData(10989, 11)]
    [InlineData(8112, 8)]
    [InlineData(4037, 4)]
    [InlineData(97887, 96)]
    [InlineData(143771, 141)]
    public void A_card_has_what_it_is_sold_with(int totalMiB, int soldGiB) => Assert.Equal(soldGiB * 1024, NominalMemory.OfCard(totalMiB));

    [Fact]
    public void The_memory_that_is_shown_can_be_asked_for() => Prop
        .ForAll(Gen.Choose(1, 400_000).ToArbitrary(), total =>
            NominalMemory.OfCard(total) >= total && NominalMemory.OfCard(total) >= MemorySize.Parse(Format.TotalMemory(total)))
        .QuickCheckThrowOnFailure();

    [RequiresFact(Needs.Recordings)]
    public void The_memory_of_every_recorded_card_can_be_asked_for_as_it_is_shown_and_as_it_is_sold()
    {
        // Some are of used memory; amounts of memory all the same.
        var totals = RecordedText()
            .SelectMany(text => TotalMiB().Matches(text).Select(match => int.Parse(match.Groups[1].Value)))
            .Where(total => total > 0).Distinct().ToList();

        Assert.True(totals.Count > 20, $"{totals.Count}");
        Assert.All(totals, total =>
        {
            var nominal = NominalMemory.OfCard(total);
            Assert.InRange(MemorySize.Parse(Format.TotalMemory(total))!.Value, 1, nominal);
            // A card of the next size is another one.
            Assert.True(nominal <= Math.Max(total / 0.92, total + 512), $"{total} MiB count as {nominal} MiB");
        });
    }

    [RequiresFact(Needs.Recordings)]
    public void Every_recorded_model_can_be_asked_for_as_it_is_shown_and_as_the_driver_calls_it()
    {
        var names = RecordedText()
            .SelectMany(text => ProductName().Matches(text).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.True(names.Count > 10, $"{names.Count}");
        Assert.All(names, name =>
        {
            Assert.True(ModelNames.Matches(name, name), name);
            Assert.True(ModelNames.Matches(ModelNames.Short(name), name), $"{ModelNames.Short(name)} is not found in {name}");
            Assert.True(ModelNames.Matches(ModelNames.Short(name).ToLowerInvariant(), name), name);
        });
    }

    [Theory]
    [InlineData("A100-80G", "NVIDIA A100-SXM4-80GB", true)]
    [InlineData("A100-80G", "NVIDIA A100 80GB PCIe", true)]
    [InlineData("A100-80G", "NVIDIA A100-SXM4-40GB", false)]
    [InlineData("a100", "NVIDIA A100-SXM4-80GB", true)]
    [InlineData("A10", "NVIDIA A100-SXM4-80GB", false)]
    [InlineData("A10", "NVIDIA A10", true)]
    [InlineData("A10", "NVIDIA A10G", true)]
    [InlineData("L4", "NVIDIA L40S", false)]
    [InlineData("L40S", "NVIDIA L40S", true)]
    [InlineData("rtx3090", "NVIDIA GeForce RTX 3090 Ti", true)]
    [InlineData("3090", "NVIDIA GeForce RTX 3090", true)]
    [InlineData("H200", "NVIDIA H200", true)]
    [InlineData("H1*", "NVIDIA H100 80GB HBM3", true)]
    [InlineData("*A100*", "NVIDIA A100-SXM4-80GB", true)]
    [InlineData("GPU", null, true)]
    [InlineData("A100", null, false)]
    [InlineData("-", "NVIDIA A10", true)]
    public void Models_match_by_name_part_or_pattern(string wanted, string? name, bool isMeant) =>
        Assert.Equal(isMeant, ModelNames.Matches(wanted, name));

    private static IEnumerable<string> RecordedText() => new[] { "query-gpu", "table", "xml" }
        .SelectMany(folder => Recorded.All("nvidia-smi/" + folder).Values);

    [GeneratedRegex(@"(?<=<fb_memory_usage>\s*<total>|/ *|, )(\d+) ?MiB")]
    private static partial Regex TotalMiB();

    [GeneratedRegex(@"(?<=<product_name>|, |^)((?:NVIDIA|Tesla|GeForce|Quadro) [^,<\n]+)", RegexOptions.Multiline)]
    private static partial Regex ProductName();
}
