using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Something that happened: the only way by which the state changes. Names are in the past tense.</summary>
public abstract record Message
{
    private Message()
    {
    }

    /// <summary>A key was pressed.</summary>
    /// <param name="Key">Which.</param>
    public sealed record Pressed(KeyPress Key) : Message
    {
        /// <summary>Whether it arrived together with others, as pasted text does: it must not act on a server or on this machine.</summary>
        public bool IsInText { get; init; }
    }

    /// <summary>Text was pasted: it goes into a text field or nowhere.</summary>
    /// <param name="Text">As pasted.</param>
    public sealed record Pasted(string Text) : Message;

    /// <summary>The user clicked something.</summary>
    /// <param name="Spot">What was hit.</param>
    public sealed record Pointed(ClickTarget Spot) : Message;

    /// <summary>The terminal has this size now.</summary>
    /// <param name="Width">Columns.</param>
    /// <param name="Height">Rows.</param>
    public sealed record Resized(int Width, int Height) : Message;

    /// <summary>A server said something.</summary>
    /// <param name="Server">Its name.</param>
    /// <param name="Reading">What.</param>
    public sealed record Heard(string Server, Reading Reading) : Message;

    /// <summary>A server's connection changed.</summary>
    /// <param name="Server">Its name.</param>
    /// <param name="Link">How it stands now.</param>
    public sealed record Linked(string Server, ConnectionStatus Link) : Message;

    /// <summary>A short command ended on a server.</summary>
    /// <param name="Server">Its name.</param>
    /// <param name="Id">Number of the <see cref="Effect.Ask"/>.</param>
    /// <param name="Text">What it printed, cleaned; may be empty.</param>
    /// <param name="ExitCode">How it ended; null when it could not be run or the connection broke meanwhile.</param>
    public sealed record Answered(string Server, int Id, string Text, int? ExitCode) : Message;

    /// <summary>A driver told all that it knows of one card, or did not.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the <see cref="Effect.InspectGpu"/>.</param>
    /// <param name="Detail">What it told; null when it did not.</param>
    /// <param name="Problem">Why it did not, in its words; null when it did.</param>
    public sealed record Inspected(string Server, int Id, GpuDetail? Detail, string? Problem) : Message;

    /// <summary>A tunnel is open.</summary>
    /// <param name="Remote">Where it leads.</param>
    /// <param name="LocalPort">Its port on 127.0.0.1.</param>
    public sealed record TunnelOpened(Remote Remote, int LocalPort) : Message;

    /// <summary>A tunnel could not be opened.</summary>
    /// <param name="Remote">Where it was to lead.</param>
    /// <param name="Problem">Why, one line.</param>
    public sealed record TunnelFailed(Remote Remote, string Problem) : Message;

    /// <summary>What passes through a tunnel changed.</summary>
    /// <param name="Remote">Where it leads.</param>
    /// <param name="Traffic">What passes.</param>
    public sealed record TunnelUsed(Remote Remote, Traffic Traffic) : Message;

    /// <summary>A server told its Jupyter servers.</summary>
    /// <param name="Server">Its name.</param>
    /// <param name="Tokens">Port and token of each that has one. Secrets: for the screen and the clipboard only.</param>
    public sealed record JupyterTold(string Server, ImmutableArray<(int Port, string Token)> Tokens) : Message;

    /// <summary>The user's own program for notifications could not be run, or failed.</summary>
    /// <param name="Text">Why, one line.</param>
    public sealed record HookFailed(string Text) : Message;

    /// <summary>A recording begins anew, or goes back: nothing was heard yet.</summary>
    /// <param name="Fleet">Its servers, unseen.</param>
    public sealed record Rewound(Fleet Fleet) : Message;

    /// <summary>A recording was replayed to its end.</summary>
    public sealed record ReplayEnded : Message;

    /// <summary>Time went by: ages grow, notices end.</summary>
    public sealed record Ticked : Message;

    /// <summary>The terminal is ours again.</summary>
    /// <param name="Server">Where the user was.</param>
    /// <param name="Goal">With what.</param>
    /// <param name="Problem">Why it ended otherwise than it should; null when all went well.</param>
    public sealed record Returned(string Server, AttachGoal Goal, string? Problem) : Message;

    /// <summary>Something opened in a window of its own.</summary>
    /// <param name="Server">Where.</param>
    /// <param name="Goal">What.</param>
    public sealed record Opened(string Server, AttachGoal Goal) : Message;

    /// <summary>ssh asks the user.</summary>
    /// <param name="Prompt">What.</param>
    public sealed record Asked(Prompt Prompt) : Message;

    /// <summary>ssh does not wait for an answer any more.</summary>
    /// <param name="Id">Number of the prompt.</param>
    public sealed record Withdrawn(int Id) : Message;

    /// <summary>The login that asked is over, well or not: it asks for nothing more.</summary>
    /// <param name="Id">Number of a prompt of it.</param>
    public sealed record LoginEnded(int Id) : Message;
}
