using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>Writes the fleet as JSON, version 1: <see cref="FleetDocument"/>.</summary>
internal static class FleetJson
{
    /// <summary>Writes the fleet at the given time, with a line feed at the end.</summary>
    public static void Write(Stream output, Fleet fleet, DateTimeOffset now)
    {
        var at = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var document = new FleetDocument(1, at, fleet.Servers.Select(server => Of(server, now)));
        JsonOutput.Write(output, document, JsonOutput.Default.FleetDocument);
        output.WriteByte((byte)'\n');
    }

    private static ServerDocument Of(Server server, DateTimeOffset now) => new(
        server.Name,
        server.SameAs,
        Word(server.PhaseAt(now)),
        server.Connection.Problem?.Text ?? server.GpuProblem,
        Rounded(server.Latency?.TotalMilliseconds, 1),
        server.Identity?.User,
        server.Gpus.Select(gpu => gpu.Sample.DriverVersion).FirstOrDefault(version => version is not null),
        new CpuDocument(server.Load?.Cores, Rounded(server.CpuPercent, 1), Rounded(server.Load?.Load1, 2)),
        new MemoryDocument(server.Load?.MemoryTotalMiB, server.Load?.MemoryUsedMiB),
        server.Gpus.Select(gpu => Of(server, gpu, now)),
        // An empty list is a known one.
        server.SectionTimes.ContainsKey(ProbeSection.Mounts) ? server.Mounts.Select(Of) : null,
        server.IsKnown(ProbeSection.Sessions) && (server.SessionProblem is null || !server.Sessions.IsEmpty)
            ? server.Sessions.Select(Of)
            : null,
        server.SessionProblem,
        server.IsKnown(ProbeSection.Ports)
            ? server.Ports.Select(port => new PortDocument(port.Port, port.Address, port.Pid, port.Command, port.Mine))
            : null);

    private static GpuDocument Of(Server server, Gpu gpu, DateTimeOffset now) => new(
        gpu.Sample.Index,
        gpu.Sample.Uuid,
        gpu.Sample.Name,
        Word(gpu.Availability.State),
        Rounded(gpu.Availability.DurationAt(now)?.TotalSeconds, 0),
        gpu.Availability.Why,
        gpu.Sample.Alarm,
        gpu.Sample.UtilizationPercent,
        gpu.Sample.MemoryUsedMiB,
        gpu.Sample.MemoryTotalMiB,
        gpu.Sample.HasUnifiedMemory,
        gpu.Sample.TemperatureCelsius,
        Rounded(gpu.Sample.PowerWatts, 1),
        Rounded(gpu.Sample.PowerLimitWatts, 1),
        gpu.Instances.Select(instance => new MigDocument(
            instance.Uuid,
            instance.Device,
            instance.Profile,
            Word(instance.Availability.State),
            Rounded(instance.Availability.DurationAt(now)?.TotalSeconds, 0),
            instance.Availability.Why,
            instance.MemoryUsedMiB,
            instance.MemoryTotalMiB)),
        server.ProcessesOn(gpu).Select(process => Of(server, process, process.Shares.First(share => share.GpuKey == gpu.Sample.Key))));

    private static ProcessDocument Of(Server server, GpuProcess process, GpuShare share) => new(
        process.Pid,
        process.User,
        server.IsMine(process),
        process.HiddenReason,
        process.State?.ToString(),
        process.IsResident,
        share.MemoryMiB,
        share.SmPercent,
        Rounded(process.CpuPercent, 1),
        process.HostMemoryMiB,
        Rounded(process.Elapsed?.TotalSeconds, 0),
        process.Command,
        process.Container is { } container ? $"{container.Runtime} {container.Name ?? container.Id}" : null,
        process.SlurmJob,
        ProcessLocation.Of(server, process)?.ToString());

    private static MountDocument Of(Mount mount) => new(
        mount.Path,
        mount.Type,
        mount.HangsFor is not null ? "hangs" : mount.Problem is not null ? "error" : "ok",
        mount.Problem,
        mount.SizeKiB,
        Rounded(mount.UsedPercent, 1),
        Rounded(mount.InodesUsedPercent, 1));

    private static SessionDocument Of(TerminalSession session) => new(
        session.Kind == SessionKind.Tmux ? "tmux" : "screen", session.Name, session.Socket, session.Attached, session.Windows);

    // JSON has no infinity and no NaN.
    private static double? Rounded(double? value, int decimals) =>
        value is { } number && double.IsFinite(number) ? Math.Round(number, decimals, MidpointRounding.AwayFromZero) : null;

    private static string Word(ConnectionPhase phase) => phase switch
    {
        ConnectionPhase.Live => "live",
        ConnectionPhase.Stale => "stale",
        ConnectionPhase.Lost => "lost",
        ConnectionPhase.NeedsUser => "needs-user",
        _ => "failed",
    };

    private static string Word(GpuState state) => state.ToString().ToLowerInvariant();
}
