using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A row of the process view: a process on GPUs, or a CPU-only process.</summary>
public sealed record ProcessRow
{
    private ProcessRow(Server server, GpuProcess? process, HostProcess? host, string owner) =>
        (Server, Process, Host, Owner) = (server, process, host, owner);

    /// <summary>The server.</summary>
    public Server Server { get; }

    /// <summary>The process on GPUs; null for a CPU-only process.</summary>
    public GpuProcess? Process { get; }

    /// <summary>The CPU-only process; null for a process on GPUs.</summary>
    public HostProcess? Host { get; }

    /// <summary>The owner; the reason when it is unknown.</summary>
    public string Owner { get; }

    /// <summary>The key of the row: server, PID and start time.</summary>
    public string Key => KeyOf(Server, Pid, Process?.StartTicks);

    /// <summary>Its GPUs, <c>0-3</c>; empty on none.</summary>
    public string Gpus { get; private init; } = "";

    /// <summary>Numbers of its GPUs, one a line.</summary>
    public string GpuLines { get; private init; } = "";

    /// <summary>The idle time; null when it is not idle or that is unknown.</summary>
    public IdleDuration? Idle { get; private init; }

    /// <summary>Its environment: pane, Slurm job, container; empty on the bare host without a terminal.</summary>
    public string Where { get; private init; } = "";

    /// <summary>Tree lines before its command; empty outside a tree.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Process id.</summary>
    public int Pid => Process?.Pid ?? Host!.Pid;

    /// <summary>Percent of one core: lifetime average for a process on GPUs (<c>ps</c>), current value for a CPU-only process
    /// (<c>top</c>); null when unknown.</summary>
    public double? CpuPercent => Process is null ? Host!.CpuPercent : Process.CpuPercent;

    /// <summary>Resident host memory, MiB; null when not known.</summary>
    public int? HostMemoryMiB => Process is null ? Host!.HostMemoryMiB : Process.HostMemoryMiB;

    /// <summary>Command line; null when not known.</summary>
    public string? Command => Process is null ? Host!.Command : Process.Command;

    /// <summary>Whether it belongs to the user; null when unknown.</summary>
    public bool? IsMine => Process is { } process ? Server.IsMine(process) : Server.IsMine(Host!);

    /// <summary>The real name of its owner; null when it was not requested, or there is none.</summary>
    public string? RealName => (Process is { } process ? process.ActsFor ?? process.User : Host!.User) is { } user
        ? Server.Accounts.GetValueOrDefault(user)?.RealName
        : null;

    /// <summary>Values of the <c>state:</c> filter, one a line: <c>idle</c>, <c>busy</c>, <c>hidden</c> (owner not visible), <c>cpu</c>
    /// (on no GPU).</summary>
    public string States => Process is null ? "cpu"
        : (Idle is not null ? "idle" : Process.WorkPercent is not <= AvailabilityLimits.QuietPercent ? "busy" : "")
            + (Process.HiddenReason is null ? "" : "\nhidden");

    /// <summary>The short form of the owner: the name of a container in brackets; null without a named container.</summary>
    public static string? ShortOwner(GpuProcess process) => process is { ActsFor: null, Container.Name: { } name } ? $"({name})" : null;

    /// <summary>The key of a process row.</summary>
    public static string KeyOf(Server server, int pid, long? startTicks) => $"{server.Name} {pid} {startTicks}";

    /// <summary>The row of a process on GPUs.</summary>
    internal static ProcessRow Of(AppState state, Server server, GpuProcess process, List<(int Card, int? Instance)> numbers)
    {
        var owner = process.User is null && process.ActsFor is null && process.HiddenReason is { } why && process.Container is null
            ? why
            : Model.OwnerText.TextOf(process);
        return new ProcessRow(server, process, null, owner)
        {
            Gpus = ProcessGpus.Text(numbers),
            GpuLines = string.Join('\n', numbers.Select(ProcessGpus.Name)),
            Idle = state.IsProcessListStale(server)
                ? null
                : IdleDuration.Of(server, process, state.ShownAt, state.Options.AvailabilityLimits),
            Where = PlaceOf(server, process),
        };
    }

    /// <summary>The row of a CPU-only process.</summary>
    internal static ProcessRow Of(Server server, HostProcess process) => new(server, null, process, process.User);

    private static string PlaceOf(Server server, GpuProcess process)
    {
        var session = ProcessLocation.Of(server, process)?.ToString();
        var job = process.SlurmJob is { } id ? "slurm " + id : null;
        var container = process.Container is { } known
            ? $"{known.Runtime} {known.Name ?? (known.Id.Length > 12 ? known.Id[..12] : known.Id)}"
            : null;
        return string.Join("  ", new[] { session, job, container }.Where(part => part is not null));
    }
}
