using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Confirmation of quitting with open tunnels or a pending wait.</summary>
public sealed record QuitDialog : Dialog
{
    internal override bool Acts => true;

    /// <summary>Quits, or asks first when that would close tunnels or end a wait.</summary>
    internal static UpdateResult Ask(AppState state) => state.OpenTunnels > 0 || state.PendingWait is not null
        ? state with { Dialog = new QuitDialog() }
        : Quit(state);

    // All keys but q and Ctrl-C, which quits from every dialog, cancel.
    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) => key switch
    {
        { Rune.Value: 'q', Modifiers: Modifiers.None } => Quit(state),
        _ => state with { Dialog = null },
    };

    private static UpdateResult Quit(AppState state) => new(state, [new Effect.Quit()]);
}
