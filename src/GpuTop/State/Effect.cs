using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A side effect; its outcome arrives as messages. Names are imperative.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Monitor these servers.</summary>
    /// <param name="Hosts">The ssh destinations.</param>
    /// <param name="IsKept">Whether to write them into the configuration.</param>
    public sealed record UseServers(ImmutableArray<string> Hosts, bool IsKept) : Effect;

    /// <summary>Send a notification outside the screen.</summary>
    /// <param name="Notification">What.</param>
    public sealed record Notify(Notification Notification) : Effect;

    /// <summary>Replay a recording at another speed.</summary>
    /// <param name="Speed">Seconds of the recording for each second; 0 pauses it.</param>
    public sealed record ReplayAt(int Speed) : Effect;

    /// <summary>Replay a recording from another time.</summary>
    /// <param name="Time">Within the recording.</param>
    public sealed record ReplayFrom(DateTimeOffset Time) : Effect;

    /// <summary>End the program.</summary>
    public sealed record Quit : Effect;

    /// <summary>Suspend the process as a job of the shell (Ctrl-Z).</summary>
    public sealed record Suspend : Effect;

    /// <summary>Redraw the whole screen.</summary>
    public sealed record Repaint : Effect;

    /// <summary>Reconnect now, or sample now on a live connection.</summary>
    /// <param name="Server">Name of the server; null for all.</param>
    public sealed record Refresh(string? Server) : Effect;

    /// <summary>Change the sampling interval of all servers.</summary>
    /// <param name="Interval">At least <see cref="Intervals.Shortest"/>.</param>
    public sealed record SampleEvery(TimeSpan Interval) : Effect;

    /// <summary>Turn mouse reporting on or off; off allows text selection in the terminal.</summary>
    /// <param name="On">Whether to take them.</param>
    public sealed record UseMouse(bool On) : Effect;

    /// <summary>A short command in the server's shell over the existing connection; the answer arrives as a
    /// <see cref="Message.Answer"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    public abstract record Request(string Server) : Effect
    {
        /// <summary>Number that the answer carries; set when it is sent.</summary>
        public int Id { get; init; }
    }

    /// <summary>Query all driver details of one GPU; answered by <see cref="Message.GpuInspected"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Gpu">The card's UUID, address or index.</param>
    public sealed record InspectGpu(string Server, string Gpu) : Request(Server);

    /// <summary>Query accounts; answered by <see cref="Message.AccountsFound"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Names">Login names and numeric ids.</param>
    public sealed record LookUpAccounts(string Server, ImmutableArray<string> Names) : Request(Server);

    /// <summary>Query the tokens of Jupyter servers; answered by <see cref="Message.JupyterTokensReceived"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Pid">The process of one of them.</param>
    public sealed record FetchJupyterTokens(string Server, int Pid) : Request(Server);

    /// <summary>Run a command; answered by <see cref="Message.CommandAnswered"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Command">One line for <c>sh -c</c>; every word of external origin is quoted.</param>
    public sealed record RunCommand(string Server, string Command) : Request(Server);

    /// <summary>Read the environment of a process if its identity is unchanged; answered by <see cref="Message.CommandAnswered"/>, a
    /// variable a line.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Pid">The process id.</param>
    /// <param name="StartTicks">Its start in clock ticks since boot.</param>
    public sealed record ReadEnvironment(string Server, int Pid, long StartTicks) : Request(Server);

    /// <summary>Ask the quota programs who uses a file system; answered by <see cref="Message.QuotasReceived"/>.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Mount">The file system.</param>
    public sealed record ReadQuotas(string Server, Mount Mount) : Request(Server);

    /// <summary>Send a signal to a process if its identity is unchanged, or check the identity; answered by
    /// <see cref="Message.CommandAnswered"/> with one word of <see cref="KillReply"/>.</summary>
    /// <param name="Target">The process.</param>
    /// <param name="Signal">What to send.</param>
    public sealed record SendSignal(KillTarget Target, KillSignal Signal) : Request(Target.Server);

    /// <summary>Open a tunnel from 127.0.0.1, or reopen a waiting one.</summary>
    /// <param name="Remote">Where it leads.</param>
    /// <param name="LocalPort">The preferred local port; null for any. Another is used where it is taken.</param>
    public sealed record OpenTunnel(Remote Remote, int? LocalPort) : Effect
    {
        /// <summary>The address to connect to, as the server sees it; null for the host of <see cref="Remote"/>.</summary>
        public string? Address { get; init; }

        /// <summary>Whether it leads to a port of the machine that gputop runs on: its local port must not be the target of such a
        /// tunnel.</summary>
        public bool IsOnThisMachine { get; init; }
    }

    /// <summary>Close a tunnel and all connections through it.</summary>
    /// <param name="Remote">Where it leads.</param>
    public sealed record CloseTunnel(Remote Remote) : Effect;

    /// <summary>Give the terminal to a program on a server until it ends or is detached.</summary>
    /// <param name="Server">Name of the server.</param>
    /// <param name="Goal">What.</param>
    /// <param name="InWindow">Whether it opens in a new window of the tmux that gputop runs in; the terminal is kept then.</param>
    public sealed record Attach(string Server, AttachGoal Goal, bool InWindow) : Effect;

    /// <summary>Copy text to the clipboard.</summary>
    /// <param name="Text">What.</param>
    public sealed record Copy(string Text) : Effect;

    /// <summary>Answer an ssh prompt.</summary>
    /// <param name="Id">Number of the prompt.</param>
    /// <param name="Text">The answer; often a secret.</param>
    public sealed record AnswerPrompt(int Id, string Text) : Effect
    {
        /// <summary>Without the answer, which may be a secret.</summary>
        public override string ToString() => $"AnswerPrompt {Id}";
    }

    /// <summary>End the ssh process of a prompt without an answer to the server.</summary>
    /// <param name="Id">Number of the prompt.</param>
    public sealed record CancelPrompt(int Id) : Effect;
}
