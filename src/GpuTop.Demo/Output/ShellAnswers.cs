using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTop.Demo;

/// <summary>Output of short commands in a simulated shell. It runs nothing, and acts on <c>kill</c> only.</summary>
internal static partial class ShellAnswers
{
    // After SIGTERM a training writes a checkpoint first; after SIGKILL it ends at once.
    private static readonly TimeSpan CheckpointTime = TimeSpan.FromSeconds(3);

    /// <summary>Output and exit status, as lines; the last is <c>rc=N</c>.</summary>
    public static IEnumerable<string> To(string command, Machine machine)
    {
        if (command.StartsWith("nvidia-smi -q -x", StringComparison.Ordinal))
        {
            var card = machine.Cards.FirstOrDefault(card => command.Contains(card.Uuid, StringComparison.Ordinal));
            return card is null ? ["No devices were found", "rc=6"] : [.. CardXml.Of(card, machine), "rc=0"];
        }

        if (Signal().Match(command) is { Success: true } signal)
        {
            return [ToSignal(int.Parse(signal.Groups[1].ValueSpan, CultureInfo.InvariantCulture), signal.Groups[2].Value, machine), "rc=0"];
        }

        if (command.Contains("getent passwd", StringComparison.Ordinal))
        {
            var accounts = Person.All.Select(person =>
                $"{person.Name}:x:{person.UserId}:{person.UserId}:{person.RealName},,,:{person.Home}:/bin/bash");
            return [.. accounts, "rc=0"];
        }

        if (command.Contains("repquota", StringComparison.Ordinal))
        {
            return QuotaLines.To(command, machine);
        }

        if (Environment().Match(command) is { Success: true } environment)
        {
            var pid = int.Parse(environment.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return machine.JobOf(pid) is null ? ["rc=1"] : [.. EnvironmentOf(pid), "rc=0"];
        }

        if (Life().Match(command) is { Success: true } life)
        {
            return [machine.JobOf(int.Parse(life.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) is null ? "rc=1" : "rc=0"];
        }

        if (!command.Contains("kill", StringComparison.Ordinal))
        {
            return ["rc=0"];
        }

        var atOnce = command.Contains("KILL", StringComparison.Ordinal) || command.Contains("-9", StringComparison.Ordinal);
        var lines = new List<string>();
        var (found, status) = (false, 1);
        foreach (var pid in Numbers(command))
        {
            var mine = machine.End(pid, atOnce ? TimeSpan.Zero : CheckpointTime);
            found |= mine is not null;
            status = mine == true ? 0 : status;
            if (mine == false)
            {
                lines.Add("sh: 1: kill: Operation not permitted");
            }
        }

        if (!found)
        {
            lines.Add("sh: 1: kill: No such process");
        }

        lines.Add($"rc={status}");
        return lines;
    }

    private static IEnumerable<string> EnvironmentOf(int pid) =>
    [
        "CUDA_DEVICE_ORDER=PCI_BUS_ID",
        $"HOME={Person.Me.Home}",
        "LANG=en_US.UTF-8",
        "OMP_NUM_THREADS=8",
        "PATH=/opt/conda/bin:/usr/local/cuda/bin:/usr/bin:/bin",
        $"PWD={Person.Me.Home}/run{pid % 7}",
        $"SSH_CONNECTION=10.0.0.5 51{pid % 1000:000} 10.0.1.1 22",
        $"USER={Person.Me.Name}",
    ];

    // The result words of gputop's kill command.
    private static string ToSignal(int pid, string signal, Machine machine) => signal switch
    {
        "0" => machine.JobOf(pid) is null ? "gone" : "alive",
        _ => machine.End(pid, signal == "KILL" ? TimeSpan.Zero : CheckpointTime) switch
        {
            null => "gone",
            false => "foreign",
            true => "sent",
        },
    };

    private static SortedSet<int> Numbers(string command)
    {
        var numbers = new SortedSet<int>();
        for (var at = 0; at < command.Length;)
        {
            var from = at;
            while (at < command.Length && char.IsAsciiDigit(command[at]))
            {
                at++;
            }

            if (at > from && int.TryParse(command.AsSpan(from, at - from), out var number))
            {
                numbers.Add(number);
            }

            at = at == from ? at + 1 : at;
        }

        return numbers;
    }

    [GeneratedRegex("^p=([0-9]{1,9}) t=[0-9]+ u=[0-9]+ s=(TERM|KILL|0) b=[0-9a-f-]*;")]
    private static partial Regex Signal();

    [GeneratedRegex(@"</proc/([0-9]{1,9})/environ$")]
    private static partial Regex Environment();

    // The check whether a process still exists.
    [GeneratedRegex(@"/proc/(\d+)(?:/stat| \])")]
    private static partial Regex Life();
}
