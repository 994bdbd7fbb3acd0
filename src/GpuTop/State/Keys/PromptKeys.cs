using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys for the questions of ssh.</summary>
internal static class PromptKeys
{
    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.When(Prompting.WhyNot, "answer", "answer what servers ask: password, code, host key", Prompting.Open, KeyPress.Of('p')) with { ActsHere = true },
    ];
}
