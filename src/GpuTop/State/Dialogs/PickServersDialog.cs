using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Selection of the servers to monitor, at the first start.</summary>
/// <param name="Hosts">At least one.</param>
/// <param name="Chosen">Those that are marked.</param>
public sealed record PickServersDialog(ImmutableArray<string> Hosts, ImmutableHashSet<string> Chosen) : Dialog
{
    internal override bool Acts => true;

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) => key switch
    {
        { Rune.Value: ' ' } => state with { Dialog = this with { Chosen = Chosen.SymmetricExcept([Hosts[values.Index]]) } },
        { Rune.Value: 'a' } => state with { Dialog = this with { Chosen = Chosen.Count == Hosts.Length ? [] : [.. Hosts] } },
        { Key: Key.Enter } => Use(state, values.Index, isKept: false),
        { Rune.Value: 'w' } => Use(state, values.Index, isKept: true),
        { Key: Key.Escape } or { Rune.Value: 'q' } => new UpdateResult(state, [new Effect.Quit()]),
        _ => state,
    };

    // Without marks the selected host is used.
    private UpdateResult Use(AppState state, int selected, bool isKept) => new(
        state,
        [new Effect.UseServers([.. Hosts.Where(host => Chosen.IsEmpty ? host == Hosts[selected] : Chosen.Contains(host))], isKept)]);
}
