namespace GpuTop.State;

/// <summary>Changes to the processes that are being ended.</summary>
internal static class Endings
{
    /// <summary>The state with an ending replaced, or removed when there is no next one.</summary>
    public static AppState With(this AppState state, Ending ending, Ending? next) => state with
    {
        Endings = next is null ? state.Endings.Remove(ending) : state.Endings.Replace(ending, next),
    };
}
