namespace GpuTop.EndToEnd;

/// <summary>A fact on a real terminal; skipped, and said so, where there is no tmux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = Programs.Find("tmux") is null ? "needs tmux" : null;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = Programs.Find("tmux") is null ? "needs tmux" : null;
}
