using GpuTop.Model;
using GpuTop.TerminalDriver;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary>The fleet as plain text in the format of gpustat: a line a server, then a line a GPU; no escape sequences.</summary>
internal static class FleetText
{
    private const string Unknown = "–";

    // The kernel's comm has 15 characters, a file name up to 255 (proc(5)).
    private const int LongestProgram = 40;

    /// <summary>Writes a server at the given time.</summary>
    public static void Write(TextWriter output, Server server, DateTimeOffset now)
    {
        output.WriteLine(HeadOf(server));
        if (server.SameAs is not null)
        {
            return;
        }

        var widest = server.Gpus.Select(gpu => ModelNames.Short(gpu.Sample.Name).Length).DefaultIfEmpty().Max();
        foreach (var gpu in server.Gpus)
        {
            output.WriteLine(LineOf(server, gpu, widest, now));
        }
    }

    private static string HeadOf(Server server)
    {
        if (server.Connection.Phase != ConnectionPhase.Live)
        {
            var problem = server.Connection.Problem;
            return $"{server.Name}  {problem?.Text ?? "no answer"}{(problem?.Remedy is { } remedy ? $"; {remedy}" : "")}";
        }

        if (server.SameAs is { } other)
        {
            return $"{server.Name}  same machine as {other}";
        }

        var driver = server.Gpus.Select(gpu => gpu.Sample.DriverVersion).FirstOrDefault(version => version is not null);
        var parts = new[]
        {
            server.Name,
            driver is null ? null : $"driver {driver}",
            server.CpuPercent is { } percent ? $"cpu {percent:0}% of {server.Load?.Cores?.ToString() ?? Unknown}" : null,
            server.Load is { MemoryUsedMiB: { } used, MemoryTotalMiB: { } total } ? $"ram {used / 1024.0:0}/{total / 1024.0:0}G" : null,
            server.GpuProblem is { } words ? words + (DriverRemedies.Of(words) is { } help ? $"; {help}" : "") : null,
            server.Limit is { } limit ? $"output left out: {limit.Text}" : null,
        };
        return string.Join("  ", parts.Where(part => part is not null));
    }

    private static string LineOf(Server server, Gpu gpu, int nameWidth, DateTimeOffset now)
    {
        var sample = gpu.Sample;
        var head = $"[{sample.Index?.ToString() ?? "?"}] {ModelNames.Short(sample.Name).PadRight(nameWidth)}";
        var load = $"{Number(sample.TemperatureCelsius, 3)}°C, {Number(sample.UtilizationPercent, 3)} %";
        var unified = sample.HasUnifiedMemory ? " unified" : "";
        var memory = $"{Number(sample.MemoryUsedMiB, 6)} / {Number(sample.MemoryTotalMiB, 6)} MB{unified}";
        return $"{head} | {load} | {memory} | {StateOf(gpu, now)}{ProcessesOn(server, gpu)}";
    }

    private static string StateOf(Gpu gpu, DateTimeOffset now) => gpu.Availability switch
    {
        { State: GpuState.Free } => "FREE",
        { State: GpuState.Busy } => "BUSY",
        { State: GpuState.Idle } idle => $"IDLE {Format.Duration(idle.DurationAt(now) ?? TimeSpan.Zero)}",
        { State: GpuState.Sick } sick => $"SICK {sick.Why}",
        { Why: { } why } => $"? {why}",
        _ => "?",
    };

    private static string ProcessesOn(Server server, Gpu gpu)
    {
        var processes =
            from process in server.ProcessesOn(gpu)
            let share = process.Shares.First(share => share.GpuKey == gpu.Sample.Key)
            let memory = share.MemoryMiB is { } held ? $"{held}M" : Unknown
            select $"{HolderOf(process)}:{NameOf(process)}/{process.Pid}({memory})";
        var text = string.Join(' ', processes);
        return text.Length == 0 ? "" : $" | {text}";
    }

    private static string HolderOf(GpuProcess process) =>
        process is { HiddenReason: { } why, ActsFor: null, Container: null } ? why : OwnerText.TextOf(process);

    // The program without its directory, as gpustat shows it.
    private static string NameOf(GpuProcess process) =>
        Wrapping.Shortened(ProgramName.Of(process.Command ?? Unknown).ToString(), LongestProgram);

    private static string Number(int? value, int width) => (value?.ToString() ?? Unknown).PadLeft(width);
}
