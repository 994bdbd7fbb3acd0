using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>One line of the table of keys: it drives input, hint bar, help and README.</summary>
/// <param name="Keys">The keys that do it, the best known first.</param>
/// <param name="Name">One or two words for the hint bar.</param>
/// <param name="Help">One line for help and README.</param>
/// <param name="WhyNot">Why it can't act in a state; null when it can.</param>
/// <param name="Press">What pressing it leads to.</param>
public sealed record KeyBinding(
    ImmutableArray<KeyPress> Keys,
    string Name,
    string Help,
    Func<AppState, string?> WhyNot,
    Func<AppState, UpdateResult> Press)
{
    /// <summary>The views in which the key does this; empty for all.</summary>
    public ImmutableArray<ViewKind> Views { get; init; } = [];

    /// <summary>Place in the hint bar, from 1; 0 for a key that only the help names.</summary>
    public int Hint { get; init; }

    /// <summary>Whether it acts on a server: left out when gputop is read-only.</summary>
    public bool IsAction { get; init; }

    /// <summary>Whether it acts only while a recording is replayed.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether it acts on this machine.</summary>
    public bool ActsHere { get; init; }

    /// <summary>Whether it is left out in read-only mode although it does no more than show a view.</summary>
    public bool OnlyShows { get; init; }

    /// <summary>Whether the key is left out when it arrives together with others, as pasted text does.</summary>
    public bool NeedsToBeAlone => (IsAction || ActsHere) && !OnlyShows;

    /// <summary>Whether the key does this in a view.</summary>
    public bool ActsIn(ViewKind view) => Views.IsEmpty || Views.Contains(view);

    /// <summary>A key that can always act.</summary>
    public static KeyBinding On(string name, string help, Func<AppState, UpdateResult> press, params ReadOnlySpan<KeyPress> keys) =>
        new([.. keys], name, help, _ => null, press);

    /// <summary>A key that says why when it can't act.</summary>
    public static KeyBinding When(
        Func<AppState, string?> whyNot, string name, string help, Func<AppState, UpdateResult> press, params ReadOnlySpan<KeyPress> keys) =>
        new([.. keys], name, help, whyNot, press);

    /// <summary>The keys as they are written for people, <c>K F9</c>.</summary>
    public string KeyNames => string.Join(' ', Keys);
}
