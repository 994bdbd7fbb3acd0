using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>What one section of a server's output said: the only way by which anything about a server enters the model.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>What was left out of it because a list was too long, one line; null when nothing was.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Who I am there. Source: <c>id -un</c>, <c>id -u</c>, <c>$HOME</c>, <c>uname -n</c>.</summary>
    /// <param name="User">My login name there.</param>
    /// <param name="UserId">My numeric id there.</param>
    /// <param name="Home">My home directory; null when not set.</param>
    /// <param name="HostName">The name the machine gives itself.</param>
    public sealed record Identity(string User, int UserId, string? Home, string? HostName) : Reading
    {
        /// <summary>Kernel and its release, <c>Linux 5.15.0-119-generic</c>; null when not told. Source: <c>uname -sr</c>.</summary>
        public string? System { get; init; }

        /// <summary>Id of the machine's current boot, hex digits and dashes, which containers on it share; null when not told. Source:
        /// <c>/proc/sys/kernel/random/boot_id</c>.</summary>
        public string? BootId { get; init; }
    }

    /// <summary>One round of <c>nvidia-smi --query-gpu</c>.</summary>
    /// <param name="Samples">The cards in the driver's order; empty when there is none.</param>
    /// <param name="Problem">The driver's or the shell's words when the round failed or holds an alien line; null when all went well.</param>
    public sealed record Gpus(ImmutableArray<GpuSample> Samples, string? Problem) : Reading
    {
        /// <summary>Whether nvidia-smi has ended and said why: no rows follow. One that ends without a word is started again soon.</summary>
        public bool HasEnded { get; init; }

        /// <summary>Whether the driver listed a card; what it says in place of the row of a card it cannot open has neither UUID nor
        /// name.</summary>
        public bool HasRows => Samples.Any(sample => sample is { Problem: null } or { Uuid: not null } or { Name: not null });
    }

    /// <summary>MIG instances by the key of their card. Source: <c>nvidia-smi -L</c> and <c>-q -x</c>.</summary>
    /// <param name="Instances">Instances in the driver's order.</param>
    public sealed record MigInstances(ImmutableArray<(string GpuKey, MigInstance Instance)> Instances) : Reading
    {
        /// <summary>Which process is on which instance.</summary>
        public ImmutableArray<MigProcess> Places { get; init; } = [];
    }

    /// <summary>The processes on the GPUs with their owners. Source: <c>--query-compute-apps</c>, <c>pmon</c>, <c>ps</c>, <c>/proc</c>.</summary>
    /// <param name="List">Each process once; empty when nothing runs.</param>
    /// <param name="Problem">Why the list is not to be trusted (the driver's words); null when it is.</param>
    public sealed record Processes(ImmutableArray<GpuProcess> List, string? Problem) : Reading
    {
        /// <summary>Whether the use of the multiprocessors was sampled for this list, with or without a figure for each process.</summary>
        public bool HasUse { get; init; }
    }

    /// <summary>The server's own load.</summary>
    /// <param name="Sample">CPU, memory, uptime.</param>
    public sealed record Host(HostSample Sample) : Reading;

    /// <summary>The processes that use most CPU. Source: <c>top -b</c>.</summary>
    /// <param name="List">Busiest first.</param>
    public sealed record Top(ImmutableArray<HostProcess> List) : Reading;

    /// <summary>File systems. Source: <c>df -P -k</c>, <c>df -P -i</c>.</summary>
    /// <param name="List">In the order of the server's list.</param>
    public sealed record Mounts(ImmutableArray<Mount> List) : Reading;

    /// <summary>tmux and screen sessions of mine.</summary>
    /// <param name="List">In the programs' order.</param>
    public sealed record Sessions(ImmutableArray<TerminalSession> List) : Reading
    {
        /// <summary>Why the list may lack some, in the words of tmux or screen; null when it is whole.</summary>
        public string? Problem { get; init; }
    }

    /// <summary>TCP ports on which my programs listen.</summary>
    /// <param name="List">In the server's order, each port of each program once.</param>
    public sealed record Ports(ImmutableArray<ListeningPort> List) : Reading;

    /// <summary>Names of containers by id, as far as the runtime tells us without root. Source: <c>docker ps</c>, <c>podman ps</c>.</summary>
    /// <param name="Names">Container id (whole) to its name.</param>
    public sealed record Containers(ImmutableDictionary<string, string> Names) : Reading;

    /// <summary>Accounts that were asked for. Source: <c>getent passwd NAME ...</c>.</summary>
    /// <param name="List">Those that the server knows; may be empty.</param>
    public sealed record Accounts(ImmutableArray<Account> List) : Reading;

    /// <summary>How long a heartbeat took to the server's shell and back.</summary>
    /// <param name="RoundTrip">Time from sending to the arrival of the echo.</param>
    public sealed record Echo(TimeSpan RoundTrip) : Reading;

    /// <summary>The server sent more than is taken; what was left out.</summary>
    /// <param name="Text">One line, which quotes nothing of the server.</param>
    public sealed record Limited(string Text) : Reading;

    /// <summary>A section began but did not end in time: its command hangs on the server.</summary>
    /// <param name="Section">Which.</param>
    public sealed record Hanging(ProbeSection Section) : Reading;
}
