using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>Parsed content of one section of the probe's output; all data about a server enters the model as a reading.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>Data omitted because a list was too long, one line; null when complete.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Connected account and machine. Source: <c>id -un</c>, <c>id -u</c>, <c>$HOME</c>, <c>uname -n</c>.</summary>
    /// <param name="User">Login name.</param>
    /// <param name="UserId">User id.</param>
    /// <param name="Home">Home directory; null when not set.</param>
    /// <param name="HostName">Host name of the machine.</param>
    public sealed record Identity(string User, int UserId, string? Home, string? HostName) : Reading
    {
        /// <summary>Kernel and its release, <c>Linux 5.15.0-119-generic</c>; null when not reported. Source: <c>uname -sr</c>.</summary>
        public string? System { get; init; }

        /// <summary>Id of the current boot, hex digits and dashes, shared by containers on the machine; null when not reported. Source:
        /// <c>/proc/sys/kernel/random/boot_id</c>.</summary>
        public string? BootId { get; init; }
    }

    /// <summary>One round of <c>nvidia-smi --query-gpu</c>.</summary>
    /// <param name="Samples">The cards in the driver's order; empty when there is none.</param>
    /// <param name="Problem">Error message of the driver or the shell when the round failed or has an unparsable line; null without
    /// error.</param>
    public sealed record Gpus(ImmutableArray<GpuSample> Samples, string? Problem) : Reading
    {
        /// <summary>Whether nvidia-smi has ended with a message, so that no rows follow; without a message it is restarted soon.</summary>
        public bool HasEnded { get; init; }

        /// <summary>Whether the round has the row of a card; a card that cannot be opened gives a message without UUID and name
        /// instead.</summary>
        public bool HasRows => Samples.Any(sample => sample is { Problem: null } or { Uuid: not null } or { Name: not null });
    }

    /// <summary>MIG instances by the key of their card. Source: <c>nvidia-smi -L</c> and <c>-q -x</c>.</summary>
    /// <param name="Instances">Instances in the driver's order.</param>
    public sealed record MigInstances(ImmutableArray<(string GpuKey, MigInstance Instance)> Instances) : Reading
    {
        /// <summary>Assignment of processes to instances.</summary>
        public ImmutableArray<MigProcess> Places { get; init; } = [];
    }

    /// <summary>Processes on the GPUs with their owners. Source: <c>--query-compute-apps</c>, <c>pmon</c>, <c>ps</c>,
    /// <c>/proc</c>.</summary>
    /// <param name="List">Each process once; may be empty.</param>
    /// <param name="Problem">Error message of the driver when the list is unreliable; null when it is reliable.</param>
    public sealed record Processes(ImmutableArray<GpuProcess> List, string? Problem) : Reading
    {
        /// <summary>Whether SM utilization was sampled for this list, with or without a value for each process.</summary>
        public bool HasUse { get; init; }
    }

    /// <summary>CPU and memory of the server.</summary>
    /// <param name="Sample">CPU, memory, uptime.</param>
    public sealed record Host(HostSample Sample) : Reading;

    /// <summary>Processes with the highest CPU use. Source: <c>top -b</c>.</summary>
    /// <param name="List">Highest CPU use first.</param>
    public sealed record Top(ImmutableArray<HostProcess> List) : Reading;

    /// <summary>File systems. Source: <c>df -P -k</c>, <c>df -P -i</c>.</summary>
    /// <param name="List">In the order of the server's list.</param>
    public sealed record Mounts(ImmutableArray<Mount> List) : Reading;

    /// <summary>tmux and screen sessions of the connected user.</summary>
    /// <param name="List">In the order of tmux and screen.</param>
    public sealed record Sessions(ImmutableArray<TerminalSession> List) : Reading
    {
        /// <summary>Error message of tmux or screen when the list may be incomplete; null when it is complete.</summary>
        public string? Problem { get; init; }
    }

    /// <summary>TCP ports with a listener of the connected user.</summary>
    /// <param name="List">In the server's order, each port of each program once.</param>
    public sealed record Ports(ImmutableArray<ListeningPort> List) : Reading;

    /// <summary>Container names by id, as far as readable without root. Source: <c>docker ps</c>, <c>podman ps</c>.</summary>
    /// <param name="Names">Name by full container id.</param>
    public sealed record Containers(ImmutableDictionary<string, string> Names) : Reading;

    /// <summary>Looked-up accounts. Source: <c>getent passwd NAME ...</c>.</summary>
    /// <param name="List">Existing accounts; may be empty.</param>
    public sealed record Accounts(ImmutableArray<Account> List) : Reading;

    /// <summary>Echo of a heartbeat from the server's shell.</summary>
    /// <param name="RoundTrip">Time from sending to arrival.</param>
    public sealed record Echo(TimeSpan RoundTrip) : Reading;

    /// <summary>Notice that output was dropped because of a limit.</summary>
    /// <param name="Text">One line without text from the server.</param>
    public sealed record Limited(string Text) : Reading;

    /// <summary>Notice that a section did not end in time because its command hangs on the server.</summary>
    /// <param name="Section">The section.</param>
    public sealed record Hanging(ProbeSection Section) : Reading;
}
