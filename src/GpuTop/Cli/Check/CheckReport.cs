using System.Collections.Immutable;
using System.Globalization;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>Findings of the output of <see cref="CheckScript"/>.</summary>
internal static class CheckReport
{
    private static readonly TimeSpan SlowSample = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>The findings.</summary>
    /// <param name="answer">Lines <c>NAME=VALUE</c>; other lines are ignored.</param>
    /// <param name="now">Local time when the server read its clock, plus or minus <paramref name="roundTrip"/>.</param>
    /// <param name="roundTrip">Round-trip time of a line.</param>
    public static ImmutableArray<Finding> Of(string answer, DateTimeOffset now, TimeSpan roundTrip)
    {
        var values = answer.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1].Trim());
        return
        [
            .. Driver(values),
            Program(values, "ps", "the owners of processes are not known", "install procps"),
            values["proc"].FirstOrDefault() == "0"
                ? Finding.Works("owners", "processes of others are visible")
                : Finding.Lacks(
                    "owners",
                    "/proc is mounted with hidepid: processes of others are hidden",
                    "the administrator can add you to the group of gid= in /proc/mounts"),
            Program(values, "df", "no file systems are shown", "install coreutils"),
            Version(values, "tmux", "jobs can't be started in tmux or attached to", "install tmux"),
            Version(values, "screen", "tmux is enough", null),
            Clock(values, now, roundTrip),
        ];
    }

    private static IEnumerable<Finding> Driver(ILookup<string, string> values)
    {
        var cards = values["gpu"].ToImmutableArray();
        if (values["smi"].FirstOrDefault()?.Split(' ') is not ["0", var begun, var ended])
        {
            var said = cards.FirstOrDefault(line => line.Length > 0) ?? "no answer";
            return [Finding.Fails("nvidia-smi", said, DriverRemedies.Of(said))];
        }

        TimeSpan? cost = Seconds(begun) is { } from && Seconds(ended) is { } to ? TimeSpan.FromSeconds(to - from) : null;
        var isPersistent = cards.All(card => !card.EndsWith("Disabled", StringComparison.Ordinal));
        var isSlow = cost > SlowSample;
        var unknown = values["unknown"].ToImmutableArray();
        var time = cost?.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) ?? "?";
        var gpus = $"{cards.Length} {(cards.Length == 1 ? "GPU" : "GPUs")}";
        var text = $"driver {cards.FirstOrDefault()?.Split(',')[0]}, {gpus}, a call takes {time} s";
        return
        [
            isSlow && !isPersistent
                ? Finding.Lacks("nvidia-smi", text, "the driver starts anew for each call: sudo nvidia-smi -pm 1")
                : new Finding("nvidia-smi", isSlow ? Verdict.Lacks : Verdict.Works, text),
            unknown.IsEmpty
                ? Finding.Works("fields", "all are known to this driver")
                : Finding.Lacks(
                    "fields", "not known to this driver: " + string.Join(", ", unknown), "a newer driver knows them; gputop does without"),
            isPersistent
                ? Finding.Works("persistence", "on")
                : Finding.Lacks("persistence", "off: the driver unloads when nobody uses a GPU", "sudo nvidia-smi -pm 1"),
            Pmon(values),
        ];
    }

    private static double? Seconds(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    // The value is the exit code and the first line of output.
    private static Finding Pmon(ILookup<string, string> values) => values["pmon"].FirstOrDefault()?.Split(' ', 2) switch
    {
        ["0", _] => Finding.Works("pmon", "tells the load of each process"),
        var parts => Finding.Lacks("pmon", "the load of single processes is not known: " + (parts?[^1] ?? "no answer"), null),
    };

    private static Finding Program(ILookup<string, string> values, string name, string without, string remedy) =>
        values[name].FirstOrDefault() == "0" ? Finding.Works(name, "works") : Finding.Lacks(name, without, remedy);

    private static Finding Version(ILookup<string, string> values, string name, string without, string? remedy) =>
        values[name].FirstOrDefault() is { Length: > 0 } version
            ? Finding.Works(name, version)
            : Finding.Lacks(name, "not installed: " + without, remedy);

    private static Finding Clock(ILookup<string, string> values, DateTimeOffset now, TimeSpan roundTrip)
    {
        if (!long.TryParse(values["clock"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Finding.Lacks("clock", "not known", null);
        }

        var difference = TimeSpan.FromSeconds(seconds - (now.ToUnixTimeMilliseconds() / 1000.0));
        return difference.Duration() <= ClockTolerance + roundTrip
            ? Finding.Works("clock", "agrees with this machine's")
            : Finding.Lacks(
                "clock",
                $"{difference.Duration().TotalSeconds:0} s {(difference > TimeSpan.Zero ? "ahead" : "behind")}",
                "set the time: chrony or ntp, on the machine that is wrong");
    }
}
