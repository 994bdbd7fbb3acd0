namespace GpuTop.State;

/// <summary>The menu of what can be done with the selected item.</summary>
internal static class ActionMenu
{
    /// <summary>Opens it; what is not available is listed with the reason.</summary>
    public static AppState Open(AppState state) => ChooseDialog.Open(
        state,
        TitleOf(state),
        Keymap.OfItemIn(state).Select(binding => new Choice(binding.Name, binding.Run)
        {
            Detail = binding.Help,
            Key = binding.Keys[0],
            WhyNot = binding.WhyNot(state),
        }));

    /// <summary>The display name of the selected item.</summary>
    public static string TitleOf(AppState state) => SelectionLookup.Of(state) switch
    {
        null => "nothing is selected",
        { Session: { } session, Server: var server } => $"{session.Name} on {server.Name}",
        { Port: { } port, Server: var server } => $"port {port} of {server.Name}",
        { Path: { } path, Server: var server } => $"{path} on {server.Name}",
        { Processes: [var one], Server: var server } when state.View == ViewKind.Processes => $"process {one.Pid} on {server.Name}",
        { Instance: { } instance, Gpu.Sample.Index: { } index, Server: var server } =>
            $"instance {instance.Device} ({instance.Profile}) of GPU {index} of {server.Name}",
        { Gpu: { Sample.Index: { } index }, Server: var server } => $"GPU {index} of {server.Name}",
        { Server: var server } => server.Name,
    };
}
