using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>One line of the table of keys: it drives input, hint bar, help and README.</summary>
/// <param name="Keys">The keys that do it, the best known first.</param>
/// <param name="Name">One or two words for the hint bar.</param>
/// <param name="Help">One line for help and README.</param>
/// <param name="WhyNot">Why it can't act in a state; null when it can.</param>
/// <param name="Press">What pressing it leads to.</param>
public sealed record Binding(
    ImmutableArray<KeyPress> Keys,
    string Name,
    string Help,
    Func<AppState, string?> WhyNot,
    Func<AppState, Step> Press)
{
    /// <summary>Place in the hint bar, from 1; 0 for a key that only the help names.</summary>
    public int Hint { get; init; }

    /// <summary>The keys as they are written for people, <c>K F9</c>.</summary>
    public string KeyNames => string.Join(' ', Keys);
}
