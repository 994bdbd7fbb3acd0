using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>Something to be done in the world; what comes of it arrives as messages. Names are imperative.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Watch these servers from now on.</summary>
    /// <param name="Hosts">What ssh is given for each.</param>
    /// <param name="IsKept">Whether to write them into the configuration.</param>
    public sealed record UseServers(ImmutableArray<string> Hosts, bool IsKept) : Effect;

    /// <summary>Tell the user, also when he does not look at the screen.</summary>
    /// <param name="Notification">What.</param>
    public sealed record Notify(Notification Notification) : Effect;

    /// <summary>Replay a recording at another speed.</summary>
    /// <param name="Speed">Seconds of the recording for each second; 0 stops it.</param>
    public sealed record ReplayAt(int Speed) : Effect;

    /// <summary>Replay a recording from another time.</summary>
    /// <param name="Time">Within the recording.</param>
    public sealed record ReplayFrom(DateTimeOffset Time) : Effect;

    /// <summary>End the program.</summary>
    public sealed record Quit : Effect;

    /// <summary>Stop as a job of the shell, as Ctrl-Z does elsewhere.</summary>
    public sealed record Suspend : Effect;

    /// <summary>Draw everything anew.</summary>
    public sealed record Repaint : Effect;

    /// <summary>Connect again now, or sample now where the connection stands.</summary>
    /// <param name="Server">Name of the server; null for all.</param>
    public sealed record Refresh(string? Server) : Effect;

    /// <summary>Sample GPUs and load at another interval, everywhere.</summary>
    /// <param name="Interval">At least <see cref="Intervals.Shortest"/>.</param>
    public sealed record SampleEvery(TimeSpan Interval) : Effect;

    /// <summary>Take mouse events from the terminal, or leave them to it so that text can be selected.</summary>
    /// <param name="On">Whether to take them.</param>
    public sealed record UseMouse(bool On) : Effect;

    /// <summary>Ask a driver for all that it knows of one card; it arrives as <see cref="Message.Inspected"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number that the answer will carry.</param>
    /// <param name="Gpu">The card's UUID, address or index.</param>
    public sealed record InspectGpu(string Server, int Id, string Gpu) : Effect
    {
        /// <summary>Stands before the number where the probe is asked, so that answers are told from those of <see cref="Ask"/>.</summary>
        public const char Mark = 'x';
    }

    /// <summary>Open a tunnel from 127.0.0.1, or lead one that waits to its server again.</summary>
    /// <param name="Remote">Where it leads.</param>
    /// <param name="LocalPort">The port wished for here; null for any. Another is chosen where it is taken.</param>
    public sealed record OpenTunnel(Remote Remote, int? LocalPort) : Effect
    {
        /// <summary>The address to connect to, as the server sees it; null for the host of <see cref="Remote"/>.</summary>
        public string? Address { get; init; }

        /// <summary>Whether it leads to a port of the machine that gputop runs on: its near end must be no port that such a tunnel leads to.</summary>
        public bool IsOnThisMachine { get; init; }
    }

    /// <summary>Close a tunnel and all connections through it.</summary>
    /// <param name="Remote">Where it leads.</param>
    public sealed record CloseTunnel(Remote Remote) : Effect;

    /// <summary>Ask a Jupyter server for the token that lets its user in.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Pid">The Jupyter server's process.</param>
    public sealed record AskJupyter(string Server, int Pid) : Effect;

    /// <summary>Run a short command in the server's shell, over the connection that is already there.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number that the answer will carry.</param>
    /// <param name="Command">One line for <c>sh -c</c>; every word that came from elsewhere is quoted.</param>
    public sealed record Ask(string Server, int Id, string Command) : Effect;

    /// <summary>Lend the terminal to something on a server, until it ends or the user leaves it.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Goal">What.</param>
    /// <param name="InWindow">Whether it opens in a new window of the tmux that gputop runs in; then nothing is lent.</param>
    public sealed record Go(string Server, AttachGoal Goal, bool InWindow) : Effect;

    /// <summary>Send a signal to a process if it still is the one that the user saw, or ask whether it still is. Answered as
    /// <see cref="Ask"/> is, by one word of <see cref="KillAnswer"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Id">Number that the answer will carry.</param>
    /// <param name="Target">The process.</param>
    /// <param name="Signal">What to send.</param>
    public sealed record Kill(string Server, int Id, KillTarget Target, KillSignal Signal) : Effect;

    /// <summary>Put text onto the user's clipboard.</summary>
    /// <param name="Text">What.</param>
    public sealed record Copy(string Text) : Effect;

    /// <summary>Ask a server for accounts; they arrive as a <see cref="Model.Reading.Accounts"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Names">Login names and numeric ids.</param>
    public sealed record NameAccounts(string Server, ImmutableArray<string> Names) : Effect
    {
        /// <summary>Number of the short command whose answer this is.</summary>
        public const int AnswerId = 1;
    }

    /// <summary>Give ssh what it asks for.</summary>
    /// <param name="Id">Number of the prompt.</param>
    /// <param name="Text">The answer; often a secret.</param>
    public sealed record AnswerPrompt(int Id, string Text) : Effect
    {
        /// <summary>Without the answer, which may be a secret.</summary>
        public override string ToString() => $"AnswerPrompt {Id}";
    }

    /// <summary>End the ssh that asks, without anything being sent to the server.</summary>
    /// <param name="Id">Number of the prompt.</param>
    public sealed record CancelPrompt(int Id) : Effect;
}
