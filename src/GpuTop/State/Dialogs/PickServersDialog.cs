using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Selection of the servers to monitor, at the first start.</summary>
/// <param name="Hosts">At least one.</param>
/// <param name="Chosen">Those that are marked.</param>
/// <param name="At">Index of the one under the cursor.</param>
public sealed record PickServersDialog(ImmutableArray<string> Hosts, ImmutableHashSet<string> Chosen, int At) : Dialog
{
    internal override bool Acts => true;

    internal override UpdateResult Press(AppState state, KeyPress key) => key switch
    {
        { Key: Key.Down } or { Rune.Value: 'j' } => state with { Dialog = Move(1) },
        { Key: Key.Up } or { Rune.Value: 'k' } => state with { Dialog = Move(-1) },
        { Key: Key.Character, Rune.Value: ' ' } => state with { Dialog = Toggle().Move(1) },
        { Rune.Value: 'a' } => state with { Dialog = this with { Chosen = Chosen.Count == Hosts.Length ? [] : [.. Hosts] } },
        { Key: Key.Enter } => Use(state, isKept: false),
        { Rune.Value: 'w' } => Use(state, isKept: true),
        { Key: Key.Escape } or { Rune.Value: 'q' } => new UpdateResult(state, [new Effect.Quit()]),
        _ => state,
    };

    internal override UpdateResult Click(AppState state, int index) =>
        index < Hosts.Length ? state with { Dialog = (this with { At = index }).Toggle() } : state;

    private PickServersDialog Move(int by) => this with { At = Math.Clamp(At + by, 0, Hosts.Length - 1) };

    private PickServersDialog Toggle() => this with { Chosen = Chosen.SymmetricExcept([Hosts[At]]) };

    // Without marks the host under the cursor is used.
    private UpdateResult Use(AppState state, bool isKept) => new(
        state,
        [new Effect.UseServers([.. Hosts.Where(host => Chosen.IsEmpty ? host == Hosts[At] : Chosen.Contains(host))], isKept)]);
}
