using System.Text.Json;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>The fleet as JSON, version 1. An unknown value is <c>null</c>; a key is never left out.</summary>
internal static class FleetJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    /// <summary>Writes the whole fleet as it is at the given time.</summary>
    public static void Write(Stream output, Fleet fleet, DateTimeOffset now)
    {
        using var json = new Utf8JsonWriter(output, Layout);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("at", Time(now));
        json.WriteArray("servers", fleet.Servers, server => Write(json, server, now));
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Server server, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("name", server.Name);
        json.WriteString("sameMachineAs", server.SameAs);
        json.WriteString("state", Word(server.PhaseAt(now)));
        json.WriteString("error", server.Link.Problem?.Text ?? server.GpuProblem);
        json.WriteMaybe("latencyMs", server.Latency?.TotalMilliseconds, decimals: 1);
        json.WriteString("user", server.Identity?.User);
        json.WriteString("driver", server.Gpus.Select(gpu => gpu.Sample.DriverVersion).FirstOrDefault(version => version is not null));
        WriteLoad(json, server);
        json.WriteArray("gpus", server.Gpus, gpu => Write(json, server, gpu, now));
        WriteKnown(json, "mounts", server.Heard.ContainsKey(ProbeSection.Mounts), server.Mounts, mount => Write(json, mount));
        var areSessionsKnown = server.IsKnown(ProbeSection.Sessions) && (server.SessionProblem is null || !server.Sessions.IsEmpty);
        WriteKnown(json, "sessions", areSessionsKnown, server.Sessions, session => Write(json, session));
        json.WriteString("sessionsError", server.SessionProblem);
        WriteKnown(json, "ports", server.IsKnown(ProbeSection.Ports), server.Ports, port => Write(json, port));
        json.WriteEndObject();
    }

    // An empty list says that there is none; nothing is said where nobody answered.
    private static void WriteKnown<T>(Utf8JsonWriter json, string name, bool isKnown, IEnumerable<T> items, Action<T> write)
    {
        if (isKnown)
        {
            json.WriteArray(name, items, write);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteLoad(Utf8JsonWriter json, Server server)
    {
        json.WriteStartObject("cpu");
        json.WriteMaybe("cores", server.Load?.Cores);
        json.WriteMaybe("percent", server.CpuPercent, decimals: 1);
        json.WriteMaybe("load1", server.Load?.Load1, decimals: 2);
        json.WriteEndObject();
        json.WriteStartObject("memory");
        json.WriteMaybe("totalMiB", server.Load?.MemoryTotalMiB);
        json.WriteMaybe("usedMiB", server.Load?.MemoryUsedMiB);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Server server, Gpu gpu, DateTimeOffset now)
    {
        var sample = gpu.Sample;
        json.WriteStartObject();
        json.WriteMaybe("index", sample.Index);
        json.WriteString("uuid", sample.Uuid);
        json.WriteString("name", sample.Name);
        json.WriteString("state", Word(gpu.Availability.State));
        json.WriteMaybe("stateSeconds", gpu.Availability.DurationAt(now)?.TotalSeconds, decimals: 0);
        json.WriteString("why", gpu.Availability.Why);
        json.WriteString("alarm", sample.Alarm);
        json.WriteMaybe("utilizationPercent", sample.UtilizationPercent);
        json.WriteMaybe("memoryUsedMiB", sample.MemoryUsedMiB);
        json.WriteMaybe("memoryTotalMiB", sample.MemoryTotalMiB);
        json.WriteBoolean("memoryUnified", sample.HasUnifiedMemory);
        json.WriteMaybe("temperatureCelsius", sample.TemperatureCelsius);
        json.WriteMaybe("powerWatts", sample.PowerWatts, decimals: 1);
        json.WriteMaybe("powerLimitWatts", sample.PowerLimitWatts, decimals: 1);
        json.WriteArray("mig", gpu.Instances, instance => Write(json, instance, now));
        json.WriteArray("processes", server.ProcessesOn(gpu), process => Write(json, server, gpu, process));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MigInstance instance, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("uuid", instance.Uuid);
        json.WriteNumber("device", instance.Device);
        json.WriteString("profile", instance.Profile);
        json.WriteString("state", Word(instance.Availability.State));
        json.WriteMaybe("stateSeconds", instance.Availability.DurationAt(now)?.TotalSeconds, decimals: 0);
        json.WriteString("why", instance.Availability.Why);
        json.WriteMaybe("memoryUsedMiB", instance.MemoryUsedMiB);
        json.WriteMaybe("memoryTotalMiB", instance.MemoryTotalMiB);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Server server, Gpu gpu, GpuProcess process)
    {
        var share = process.Shares.First(share => share.GpuKey == gpu.Sample.Key);
        json.WriteStartObject();
        json.WriteNumber("pid", process.Pid);
        json.WriteString("user", process.User);
        json.WriteMaybe("mine", server.IsMine(process));
        json.WriteString("hidden", process.HiddenReason);
        json.WriteString("state", process.State?.ToString());
        json.WriteBoolean("resident", process.IsResident);
        json.WriteMaybe("gpuMemoryMiB", share.MemoryMiB);
        json.WriteMaybe("smPercent", share.SmPercent);
        json.WriteMaybe("cpuPercent", process.CpuPercent, decimals: 1);
        json.WriteMaybe("hostMemoryMiB", process.HostMemoryMiB);
        json.WriteMaybe("elapsedSeconds", process.Elapsed?.TotalSeconds, decimals: 0);
        json.WriteString("command", process.Command);
        json.WriteString("container", process.Container is { } container ? $"{container.Runtime} {container.Name ?? container.Id}" : null);
        json.WriteString("slurmJob", process.SlurmJob);
        json.WriteString("session", ProcessLocation.Of(server, process)?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Mount mount)
    {
        json.WriteStartObject();
        json.WriteString("path", mount.Path);
        json.WriteString("type", mount.Type);
        json.WriteString("state", mount.HangsFor is not null ? "hangs" : mount.Problem is not null ? "error" : "ok");
        json.WriteString("error", mount.Problem);
        json.WriteMaybe("sizeKiB", mount.SizeKiB);
        json.WriteMaybe("usedPercent", mount.UsedPercent, decimals: 1);
        json.WriteMaybe("inodesUsedPercent", mount.InodesUsedPercent, decimals: 1);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TerminalSession session)
    {
        json.WriteStartObject();
        json.WriteString("kind", session.Kind == SessionKind.Tmux ? "tmux" : "screen");
        json.WriteString("name", session.Name);
        json.WriteString("socket", session.Socket);
        json.WriteBoolean("attached", session.Attached);
        json.WriteMaybe("windows", session.Windows);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ListeningPort port)
    {
        json.WriteStartObject();
        json.WriteNumber("port", port.Port);
        json.WriteString("address", port.Address);
        json.WriteMaybe("pid", port.Pid);
        json.WriteString("command", port.Command);
        json.WriteMaybe("mine", port.Mine);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static string Word(LinkPhase phase) => phase switch
    {
        LinkPhase.Live => "live",
        LinkPhase.Stale => "stale",
        LinkPhase.Lost => "lost",
        LinkPhase.NeedsUser => "needs-user",
        _ => "failed",
    };

    private static string Word(GpuState state) => state switch
    {
        GpuState.Free => "free",
        GpuState.Busy => "busy",
        GpuState.Idle => "idle",
        GpuState.Sick => "sick",
        _ => "unknown",
    };
}
