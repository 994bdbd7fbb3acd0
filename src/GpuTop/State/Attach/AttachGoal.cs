using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the user goes to with the terminal. Only values: the words come from other people and are quoted where they are used.</summary>
public abstract record AttachGoal
{
    // In a line that goes on to say what came of it.
    private const int LongestName = 32;

    private AttachGoal()
    {
    }

    /// <summary>What it is, in words: <c>tmux work</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A tmux session.</summary>
    /// <param name="SessionId">tmux's own name for it, <c>$3</c>; null when not told, then the name has to do.</param>
    /// <param name="SessionName">The user's name for it.</param>
    /// <param name="PaneId">The pane to show, <c>%7</c>; null for the one that was shown last.</param>
    public sealed record Tmux(string? SessionId, string SessionName, string? PaneId) : AttachGoal
    {
        /// <summary>Path of the socket where its server listens; null for the default.</summary>
        public string? Socket { get; init; }

        /// <inheritdoc/>
        public override string Name => $"tmux {Short(SessionName)}";
    }

    /// <summary>A screen session.</summary>
    /// <param name="SessionName"><c>PID.name</c>.</param>
    /// <param name="IsAttached">Whether a terminal shows it already, which is to stay.</param>
    public sealed record Screen(string SessionName, bool IsAttached) : AttachGoal
    {
        /// <summary>The folder of its socket, for <c>SCREENDIR</c>; null for the usual one.</summary>
        public string? Folder { get; init; }

        /// <inheritdoc/>
        public override string Name => $"screen {Short(SessionName)}";
    }

    /// <summary>A tmux session that is made for it; screen's where there is no tmux.</summary>
    public sealed record NewSession : AttachGoal
    {
        /// <summary>Path of the socket of the tmux server to make it in; null for the default.</summary>
        public string? Socket { get; init; }

        /// <inheritdoc/>
        public override string Name => "a new session";
    }

    /// <summary>The user's shell.</summary>
    /// <param name="Directory">Where to begin; null for the home directory.</param>
    public sealed record Shell(string? Directory) : AttachGoal
    {
        /// <inheritdoc/>
        public override string Name => "the shell";
    }

    /// <summary>A command of the user's own.</summary>
    /// <param name="Command">Which.</param>
    /// <param name="Values">What its placeholders stand for, unquoted.</param>
    public sealed record Own(UserCommand Command, ImmutableDictionary<string, string> Values) : AttachGoal
    {
        /// <inheritdoc/>
        public override string Name => Short(Command.Name);
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
