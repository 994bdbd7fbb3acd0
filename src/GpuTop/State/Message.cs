using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>An input of <see cref="Update"/>, the only cause of state changes. Names are in the past tense.</summary>
public abstract record Message
{
    private Message()
    {
    }

    /// <summary>A key was pressed.</summary>
    /// <param name="Key">The key with its modifiers.</param>
    public sealed record Pressed(KeyPress Key) : Message
    {
        /// <summary>Whether it arrived together with others, as pasted text does: actions on servers and on this machine are rejected
        /// then.</summary>
        public bool IsInText { get; init; }

        /// <summary>The last scroll position of the page on the screen; null when it does not scroll.</summary>
        public int? ScrollEnd { get; init; }

        /// <summary>Boxes side by side in the fleet view on the screen; 1 for lines.</summary>
        public int PaneColumns { get; init; } = 1;

        /// <summary>What the open dialog held.</summary>
        public DialogValues Values { get; init; } = DialogValues.None;
    }

    /// <summary>A field of the open dialog was edited.</summary>
    /// <param name="Values">What the dialog holds now.</param>
    public sealed record FieldEdited(DialogValues Values) : Message;

    /// <summary>Text was pasted; discarded without a focused text field.</summary>
    /// <param name="Text">As pasted.</param>
    public sealed record Pasted(string Text) : Message;

    /// <summary>The user clicked a target.</summary>
    /// <param name="Spot">The target.</param>
    public sealed record Clicked(ClickTarget Spot) : Message
    {
        /// <summary>The column of the screen.</summary>
        public int X { get; init; }

        /// <summary>Whether it was the right button, which opens the menu of the item.</summary>
        public bool OpensMenu { get; init; }
    }

    /// <summary>The mouse was moved with the left button held.</summary>
    /// <param name="Spot">The target below it; null where there is none.</param>
    /// <param name="X">The column of the screen.</param>
    public sealed record Dragged(ClickTarget? Spot, int X) : Message;

    /// <summary>The terminal was resized.</summary>
    /// <param name="Width">Columns.</param>
    /// <param name="Height">Rows.</param>
    public sealed record Resized(int Width, int Height) : Message;

    /// <summary>A reading of a server arrived.</summary>
    /// <param name="Server">Its name.</param>
    /// <param name="Reading">What.</param>
    public sealed record ReadingReceived(string Server, Reading Reading) : Message;

    /// <summary>A server's connection changed.</summary>
    /// <param name="Server">Its name.</param>
    /// <param name="Status">The new status.</param>
    public sealed record ConnectionChanged(string Server, ConnectionStatus Status) : Message;

    /// <summary>A request was answered, or could not be sent.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the <see cref="Effect.Request"/>.</param>
    public abstract record Answer(string Server, int Id) : Message;

    /// <summary>A command on a server ended, or any request could not be sent.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the request.</param>
    /// <param name="Text">Its sanitized output, which may be empty; why it could not be sent.</param>
    /// <param name="ExitCode">Its exit code; null when it could not be started or sent.</param>
    public sealed record CommandAnswered(string Server, int Id, string Text, int? ExitCode) : Answer(Server, Id);

    /// <summary>The detailed driver query of a GPU ended.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the <see cref="Effect.InspectGpu"/>.</param>
    /// <param name="Detail">The result; null on failure.</param>
    /// <param name="Problem">The driver's error message; null on success.</param>
    public sealed record GpuInspected(string Server, int Id, GpuDetail? Detail, string? Problem) : Answer(Server, Id);

    /// <summary>Requested accounts arrived.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the <see cref="Effect.LookUpAccounts"/>.</param>
    /// <param name="Accounts">Those that exist.</param>
    public sealed record AccountsFound(string Server, int Id, Reading.Accounts Accounts) : Answer(Server, Id);

    /// <summary>The list of a server's Jupyter servers arrived.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the <see cref="Effect.FetchJupyterTokens"/>.</param>
    /// <param name="Tokens">Port and token of each that has one. Secrets: used for the clipboard only.</param>
    public sealed record JupyterTokensReceived(string Server, int Id, ImmutableArray<(int Port, string Token)> Tokens) : Answer(Server, Id);

    /// <summary>The users of a file system arrived.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number of the <see cref="Effect.ReadQuotas"/>.</param>
    /// <param name="Quotas">The users.</param>
    public sealed record QuotasReceived(string Server, int Id, DiskQuotas Quotas) : Answer(Server, Id);

    /// <summary>A tunnel was opened.</summary>
    /// <param name="Remote">Where it leads.</param>
    /// <param name="LocalPort">Its port on 127.0.0.1.</param>
    public sealed record TunnelOpened(Remote Remote, int LocalPort) : Message;

    /// <summary>Opening a tunnel failed.</summary>
    /// <param name="Remote">Where it was to lead.</param>
    /// <param name="Problem">Why, one line.</param>
    public sealed record TunnelFailed(Remote Remote, string Problem) : Message;

    /// <summary>The traffic of a tunnel changed.</summary>
    /// <param name="Remote">Where it leads.</param>
    /// <param name="Traffic">What passes.</param>
    public sealed record TunnelUsed(Remote Remote, Traffic Traffic) : Message;

    /// <summary>The notification hook could not be started, or failed.</summary>
    /// <param name="Text">Why, one line.</param>
    public sealed record HookFailed(string Text) : Message;

    /// <summary>The replay restarted, for a jump backwards.</summary>
    /// <param name="Fleet">Its servers without readings.</param>
    public sealed record Rewound(Fleet Fleet) : Message;

    /// <summary>The replay reached the end of the recording.</summary>
    public sealed record ReplayEnded : Message;

    /// <summary>The periodic tick: ages grow, notices expire.</summary>
    public sealed record Ticked : Message;

    /// <summary>An attached program ended and the terminal was returned.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Goal">With what.</param>
    /// <param name="Problem">Why it failed; null on success.</param>
    public sealed record AttachEnded(string Server, AttachGoal Goal, string? Problem) : Message;

    /// <summary>An attach goal was opened in a tmux window.</summary>
    /// <param name="Server">Where.</param>
    /// <param name="Goal">What.</param>
    public sealed record WindowOpened(string Server, AttachGoal Goal) : Message;

    /// <summary>ssh opened a prompt.</summary>
    /// <param name="Prompt">What.</param>
    public sealed record PromptOpened(Prompt Prompt) : Message;

    /// <summary>ssh closed a prompt.</summary>
    /// <param name="Id">Number of the prompt.</param>
    public sealed record PromptClosed(int Id) : Message;

    /// <summary>The login of a prompt ended, successfully or not.</summary>
    /// <param name="Id">Id of one of its prompts.</param>
    public sealed record LoginEnded(int Id) : Message;
}
