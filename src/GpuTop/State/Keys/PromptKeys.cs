using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys for the questions of ssh.</summary>
internal static class PromptKeys
{
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(PromptActions.WhyNot, "answer", "answer what servers ask: password, code, host key", PromptActions.Open, KeyPress.Of('p')) with { ActsHere = true },
    ];
}
