using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Selection of the servers to monitor, at the first start.</summary>
internal static class PickServersActions
{
    public static UpdateResult Press(AppState state, Dialog.Pick pick, KeyPress key) => key switch
    {
        { Key: Key.Down } or { Rune.Value: 'j' } => Move(state, pick, 1),
        { Key: Key.Up } or { Rune.Value: 'k' } => Move(state, pick, -1),
        { Key: Key.Character, Rune.Value: ' ' } => Move(state, Toggle(pick), 1),
        { Rune.Value: 'a' } => state with { Dialog = pick with { Chosen = pick.Chosen.Count == pick.Hosts.Length ? [] : [.. pick.Hosts] } },
        { Key: Key.Enter } => Use(state, pick, isKept: false),
        { Rune.Value: 'w' } => Use(state, pick, isKept: true),
        { Key: Key.Escape } or { Rune.Value: 'q' } => new UpdateResult(state, [new Effect.Quit()]),
        _ => state,
    };

    public static AppState Point(AppState state, Dialog.Pick pick, int index) =>
        index < pick.Hosts.Length ? state with { Dialog = Toggle(pick with { At = index }) } : state;

    private static AppState Move(AppState state, Dialog.Pick pick, int by) =>
        state with { Dialog = pick with { At = Math.Clamp(pick.At + by, 0, pick.Hosts.Length - 1) } };

    private static Dialog.Pick Toggle(Dialog.Pick pick)
    {
        var host = pick.Hosts[pick.At];
        return pick with { Chosen = pick.Chosen.SymmetricExcept([host]) };
    }

    // Without marks the host under the cursor is used.
    private static UpdateResult Use(AppState state, Dialog.Pick pick, bool isKept) => new(
        state,
        [new Effect.UseServers([.. pick.Hosts.Where(host =>
            pick.Chosen.IsEmpty ? host == pick.Hosts[pick.At] : pick.Chosen.Contains(host))], isKept)]);
}
