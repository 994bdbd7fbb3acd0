using System.Text;

namespace GpuTop.Demo;

/// <summary>Sections i, h and t: the user's account, the load of the machine, and <c>top</c>.</summary>
internal static class HostLines
{
    private const string I = $"{ProbeFormat.Mark}i|";
    private const string H = $"{ProbeFormat.Mark}h|";
    private const string T = $"{ProbeFormat.Mark}t|";

    // top -w 400
    private const int LongestCommand = 330;

    public static void WriteIdentity(StringBuilder text, Machine machine)
    {
        var me = Person.Me;
        text.Append($"{I}user={me.Name}\n{I}uid={me.UserId}\n{I}home={me.Home}\n{I}host={machine.Spec.Name}\n");
        text.Append($"{I}sys=Linux 5.15.0-119-generic\n{I}shell=/bin/bash\n");
        text.Append($"{I}os={machine.Spec.System}\n{I}boot={machine.BootId}\n");
        text.Append($"{I}clock={(machine.StartedAt + machine.Now).ToUnixTimeSeconds()}\n{I}cores={machine.Host.Cores}\n");
    }

    public static void Write(StringBuilder text, Machine machine)
    {
        var host = machine.Host;
        var (busy, idle) = host.Ticks(machine.Second, machine.Now.TotalSeconds - machine.Second);
        var (nice, interrupts, user, waiting) = (busy / 100, busy / 100, busy * 88 / 100, idle / 100);
        text.Append($"{H}cpu  {user} {nice} {busy - user - nice - interrupts} {idle - waiting} {waiting} 0 {interrupts} 0 0 0\n");
        text.Append($"{H}cores {host.Cores}\n");
        var (total, available) = (host.TotalMiB * 1024L, (host.TotalMiB - host.UsedMiB) * 1024L);
        text.Append($"{H}MemTotal: {total} kB\n{H}MemFree: {available / 4} kB\n");
        text.Append($"{H}MemAvailable: {available} kB\n{H}Buffers: {total / 400} kB\n");
        text.Append($"{H}Cached: {available * 2 / 3} kB\n{H}SwapTotal: 8388604 kB\n{H}SwapFree: 8126460 kB\n");
        text.Append($"{H}loadavg {host.Load1:0.00} {host.Load5:0.00} {host.Load15:0.00} ");
        text.Append($"{Math.Max(1, (int)host.Load1)}/{900 + (host.Cores * 8)} ");
        text.Append($"{machine.Background.TmuxPid + machine.Second + 100_000}\n");
        text.Append($"{H}uptime {machine.UptimeSeconds:0.00} {idle / (double)SimulatedHost.TicksPerSecond:0.00}\n");
    }

    public static void WriteTop(StringBuilder text, Machine machine)
    {
        var host = machine.Host;
        var (up, tasks, running) = (TimeSpan.FromSeconds(machine.UptimeSeconds), 900 + (host.Cores * 8), Math.Max(1, (int)host.Load1));
        var (busy, freeMiB) = (host.BusyPercent, host.TotalMiB - host.UsedMiB);
        text.Append($"{T}top - {machine.StartedAt + machine.Now:HH:mm:ss} up {up.Days} days, {up.Hours,2}:{up.Minutes:00},  3 users,  ");
        text.Append($"load average: {host.Load1:0.00}, {host.Load5:0.00}, {host.Load15:0.00}\n");
        text.Append($"{T}Tasks: {tasks} total, {running,3} running, {tasks - running} sleeping,   0 stopped,   0 zombie\n");
        text.Append($"{T}%Cpu(s): {busy * 0.88:0.0} us,  {busy * 0.12:0.0} sy,  0.0 ni, {100 - busy:0.0} id,  ");
        text.Append("0.0 wa,  0.0 hi,  0.0 si,  0.0 st\n");
        text.Append($"{T}MiB Mem : {host.TotalMiB,8}.0 total, {freeMiB / 4,8}.0 free, ");
        text.Append($"{host.UsedMiB,8}.0 used, {freeMiB * 3 / 4,8}.0 buff/cache\n");
        text.Append($"{T}MiB Swap:   8192.0 total,   7936.0 free,    256.0 used. {freeMiB,8}.0 avail Mem \n{T}\n");
        text.Append($"{T}    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n");
        foreach (var (pid, user, cpu, mib, age, command) in Busiest(machine))
        {
            var memory = mib >= 10240 ? $"{mib / 1024.0:0.0}g" : $"{mib * 1024L}";
            text.Append($"{T}{pid,7} {user,-8}  20   0 {mib / 256.0,6:0.0}g {memory,6} {mib * 61,6} {(cpu > 20 ? 'R' : 'S')} ");
            text.Append($"{(cpu < 999 ? $"{cpu:0.0}" : $"{cpu:0}"),5} {100.0 * mib / host.TotalMiB,5:0.0} {CpuTime(age * cpu / 100),9} ");
            text.Append($"{command.AsSpan(0, Math.Min(command.Length, LongestCommand))}\n");
        }
    }

    // TIME+ has no hundredths where the minutes need the width.
    private static string CpuTime(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, seconds));
        var minutes = (long)time.TotalMinutes;
        return minutes > 9999 ? $"{minutes}:{time.Seconds:00}" : $"{minutes}:{time.Seconds:00}.{time.Milliseconds / 10:00}";
    }

    private static List<(int Pid, string User, double Cpu, int MiB, double Age, string Command)> Busiest(Machine machine)
    {
        var rows = new List<(int Pid, string User, double Cpu, int MiB, double Age, string Command)>();
        foreach (var job in machine.Jobs)
        {
            foreach (var rank in job.Ranks)
            {
                var age = machine.Second - job.Start;
                rows.Add((rank.Pid, job.Owner.Name, job.CpuPercentAt(machine.Second), job.Kind.HostMiB, age, job.CommandLine));
            }
        }

        foreach (var process in machine.Background.BackgroundPrograms)
        {
            var (program, cpu) = (process.Program, process.CpuPercentAt(machine.Second));
            rows.Add((process.Pid, program.Owner.Name, cpu, program.HostMiB, machine.UptimeSeconds / 20, program.Command));
        }

        rows.Add((1, "root", 0, 13, machine.UptimeSeconds, "/sbin/init splash"));
        rows.Sort((a, b) => b.Cpu.CompareTo(a.Cpu));
        return rows;
    }
}
