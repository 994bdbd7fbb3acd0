using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Confirmation of quitting with open tunnels.</summary>
public sealed record QuitDialog : Dialog
{
    internal override bool Acts => true;

    /// <summary>Quits, or asks first when that would close tunnels.</summary>
    internal static UpdateResult Ask(AppState state) => state.HasOpenTunnel
        ? state with { Dialog = new QuitDialog() }
        : Quit(state);

    // All keys but q and Ctrl-C, which quits from every dialog, cancel.
    internal override UpdateResult Press(AppState state, KeyPress key) => key switch
    {
        { Rune.Value: 'q', Modifiers: Modifiers.None } => Quit(state),
        _ => state with { Dialog = null },
    };

    private static UpdateResult Quit(AppState state) => new(state, [new Effect.Quit()]);
}
