using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Left and right in the fleet view.</summary>
internal static class FleetArrows
{
    /// <summary>The box on the right; of lines, one step inwards: unfolds a server, enters it, opens a GPU's page.</summary>
    public static UpdateResult Right(AppState state) => FleetRows.Selected(state) switch
    {
        null => state,
        _ when state.PaneColumns > 1 => FleetActions.By(state, 1),
        { Gpu: null, IsOpen: false, Server.Gpus.IsEmpty: false } when FleetRows.EffectiveDensity(state) != Density.Summary =>
            FleetActions.Fold(state),
        { Gpu: null, IsOpen: true } => FleetActions.By(state, 1),
        _ => GpuActions.Enter(state),
    };

    /// <summary>The box on the left; of lines, one step outwards: to the server, and folds it.</summary>
    public static UpdateResult Left(AppState state) => FleetRows.Selected(state) switch
    {
        null => state,
        _ when state.PaneColumns > 1 => FleetActions.By(state, -1),
        { Gpu: null, IsOpen: false } => state,
        { Gpu: null } => FleetActions.Fold(state),
        var row => FleetActions.Select(state, new ItemKey(row.Value.Server.Name)),
    };
}
