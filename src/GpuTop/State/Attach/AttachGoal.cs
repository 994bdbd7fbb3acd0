using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The target of an attach. Contains unquoted external text; it is quoted where the command line is built.</summary>
public abstract record AttachGoal
{
    // Limit of names in one-line messages.
    private const int LongestName = 32;

    private AttachGoal()
    {
    }

    /// <summary>Its display name: <c>tmux work</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A tmux session.</summary>
    /// <param name="SessionId">The session id of tmux, <c>$3</c>; null when unknown, then the name is used.</param>
    /// <param name="SessionName">Its name.</param>
    /// <param name="PaneId">The pane to select, <c>%7</c>; null for the active one.</param>
    public sealed record Tmux(string? SessionId, string SessionName, string? PaneId) : AttachGoal
    {
        /// <summary>Path of the socket of its server; null for the default.</summary>
        public string? Socket { get; init; }

        /// <inheritdoc/>
        public override string Name => $"tmux {Short(SessionName)}";
    }

    /// <summary>A screen session.</summary>
    /// <param name="SessionName"><c>PID.name</c>.</param>
    /// <param name="IsAttached">Whether another terminal is attached, which stays attached.</param>
    public sealed record Screen(string SessionName, bool IsAttached) : AttachGoal
    {
        /// <summary>The folder of its socket, for <c>SCREENDIR</c>; null for the default.</summary>
        public string? Folder { get; init; }

        /// <inheritdoc/>
        public override string Name => $"screen {Short(SessionName)}";
    }

    /// <summary>A new tmux session, or a screen session without tmux.</summary>
    public sealed record NewSession : AttachGoal
    {
        /// <summary>Path of the socket of the tmux server; null for the default.</summary>
        public string? Socket { get; init; }

        /// <inheritdoc/>
        public override string Name => "a new session";
    }

    /// <summary>The login shell.</summary>
    /// <param name="Directory">The working directory; null for the home directory.</param>
    public sealed record Shell(string? Directory) : AttachGoal
    {
        /// <summary>The value of <c>CUDA_VISIBLE_DEVICES</c> in it; null for that of the server.</summary>
        public string? Devices { get; init; }

        /// <inheritdoc/>
        public override string Name => "the shell";
    }

    /// <summary>A user command.</summary>
    /// <param name="Command">The command of the configuration.</param>
    /// <param name="Values">Values of its placeholders, unquoted.</param>
    public sealed record Own(UserCommand Command, ImmutableDictionary<string, string> Values) : AttachGoal
    {
        /// <inheritdoc/>
        public override string Name => Short(Command.Name);
    }

    private static string Short(string name) => Wrapping.Shortened(name, LongestName);
}
