using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Quitting, which closes open tunnels.</summary>
internal static class QuitActions
{
    /// <summary>Quits, or asks first when that would close tunnels.</summary>
    public static UpdateResult Ask(AppState state) => state.HasOpenTunnel
        ? state with { Dialog = new Dialog.Quit() }
        : Now(state);

    /// <summary>Keys of the confirmation: all but <c>q</c> and Ctrl-C, which quits from every dialog, cancel.</summary>
    public static UpdateResult Press(AppState state, KeyPress key) => key switch
    {
        { Rune.Value: 'q', Modifiers: Modifiers.None } => Now(state),
        _ => state with { Dialog = null },
    };

    private static UpdateResult Now(AppState state) => new(state, [new Effect.Quit()]);
}
