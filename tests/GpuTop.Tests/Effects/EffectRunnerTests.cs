using System.Text.RegularExpressions;
using GpuTop.State;

namespace GpuTop.Tests.Effects;

public sealed class EffectRunnerTests
{
    [Fact]
    public void Every_effect_has_a_case_in_the_runner() =>
        Assert.Equal(TypesOf(typeof(Effect)), Cases("EffectRunner.cs", @"(?:case| or) Effect\.(\w+)"));

    [Fact]
    public void Every_request_has_a_command() =>
        Assert.Equal(TypesOf(typeof(Effect.Request)), Cases("Requests/RequestCommands.cs", @" Effect\.(\w+) \w+ =>"));

    private static IEnumerable<string> TypesOf(Type parent) =>
        typeof(Effect).GetNestedTypes().Where(type => type.BaseType == parent).Select(type => type.Name).Order();

    private static IEnumerable<string> Cases(string file, string pattern) =>
        Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "src/GpuTop/Effects", file)), pattern)
            .Select(match => match.Groups[1].Value)
            .Order();
}
