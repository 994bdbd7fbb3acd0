using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A key binding; the source of input, hint bar, palette and README.</summary>
/// <param name="Keys">The keys, the most common first.</param>
/// <param name="Name">Its label in the hint bar, one or two words.</param>
/// <param name="Help">Its description in palette, menu and README, one line.</param>
/// <param name="WhyNot">Why the action is not available in a state; null when it is.</param>
/// <param name="Press">The action.</param>
public sealed record KeyBinding(
    ImmutableArray<KeyPress> Keys,
    string Name,
    string Help,
    Func<AppState, string?> WhyNot,
    Func<AppState, UpdateResult> Press)
{
    private readonly ActionGroup? _group;

    /// <summary>The views of the binding; empty for all.</summary>
    public ImmutableArray<ViewKind> Views { get; init; } = [];

    /// <summary>Position in the hint bar, from 1; 0 for a key that only the palette lists.</summary>
    public int Hint { get; init; }

    /// <summary>Whether it acts on a server; disabled in read-only mode.</summary>
    public bool IsAction { get; init; }

    /// <summary>Whether it acts only in a replay.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether it acts on this machine.</summary>
    public bool ActsHere { get; init; }

    /// <summary>Whether it only shows a view; disabled in read-only mode nevertheless.</summary>
    public bool OnlyShows { get; init; }

    /// <summary>Its group in the palette where it is active; the menu of an item lists those of <see cref="ActionGroup.Item"/>.</summary>
    public ActionGroup Group
    {
        get => _group ?? (IsAction || (ActsHere && !Views.IsEmpty) ? ActionGroup.Item
            : Views.IsEmpty && !IsReplay ? ActionGroup.Elsewhere
            : ActionGroup.View);
        init => _group = value;
    }

    /// <summary>Whether the key is ignored when it arrives together with others, as pasted text does.</summary>
    public bool NeedsToBeAlone => (IsAction || ActsHere) && !OnlyShows;

    /// <summary>Whether the binding is active in a view.</summary>
    public bool ActsIn(ViewKind view) => Views.IsEmpty || Views.Contains(view);

    /// <summary>A binding that is always available.</summary>
    public static KeyBinding On(string name, string help, Func<AppState, UpdateResult> press, params ReadOnlySpan<KeyPress> keys) =>
        new([.. keys], name, help, _ => null, press);

    /// <summary>A binding with a precondition.</summary>
    public static KeyBinding When(
        Func<AppState, string?> whyNot, string name, string help, Func<AppState, UpdateResult> press, params ReadOnlySpan<KeyPress> keys) =>
        new([.. keys], name, help, whyNot, press);

    /// <summary>Applies the action; where it is not available, a notice says why.</summary>
    internal UpdateResult Run(AppState state) =>
        IsAction && state.Options.ReadOnly ? state.ShowNotice($"read-only: {Name} is left out", isProblem: true)
        : WhyNot(state) is { } reason ? state.ShowNotice(reason, isProblem: true)
        : Press(state);
}
