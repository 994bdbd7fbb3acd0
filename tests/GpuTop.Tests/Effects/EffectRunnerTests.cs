using System.Reflection;
using System.Text.RegularExpressions;
using GpuTop.Effects;
using GpuTop.State;

namespace GpuTop.Tests.Effects;

public sealed partial class EffectRunnerTests
{
    private static readonly string Source =
        File.ReadAllText(Path.Combine(Repository.Root, "src", "GpuTop", "Effects", $"{nameof(EffectRunner)}.cs"));

    [Fact]
    public void Every_effect_has_a_case_in_the_runner()
    {
        var effects = typeof(Effect).GetNestedTypes(BindingFlags.Public).Where(type => type.IsAssignableTo(typeof(Effect)));

        var cases = Case().Matches(Source).SelectMany(line => line.Groups[1].Captures).Select(capture => capture.Value);

        Assert.Equal(effects.Select(type => type.Name).Order(), cases.Order());
    }

    [GeneratedRegex(@"case (?:(?: or )?Effect\.(\w+))+")]
    private static partial Regex Case();
}
