using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>The end of the program, which is also that of open tunnels.</summary>
internal static class QuitActions
{
    /// <summary>Ends it, or asks first when that would close tunnels.</summary>
    public static UpdateResult Ask(AppState state) => state.HasOpenTunnel
        ? state with { Dialog = new Dialog.Quit() }
        : Now(state);

    /// <summary>What keys do while it is asked: all but one cancel. Ctrl-C, which ends it from every dialog, does so here too.</summary>
    public static UpdateResult Press(AppState state, KeyPress key) => key switch
    {
        { Rune.Value: 'q', Modifiers: Modifiers.None } => Now(state),
        _ => state with { Dialog = null },
    };

    private static UpdateResult Now(AppState state) => new(state, [new Effect.Quit()]);
}
