using System.Diagnostics;
using System.Globalization;

namespace GpuTop.EndToEnd.Product;

/// <summary>A server that sends output without end beside two that do not. The bounds are those of a loaded machine with two cores; an
/// idle one shows a change within 1.5 s and answers a key within 0.1 s.</summary>
[Collection(nameof(NonParallel))]
public sealed class FloodingServerTests : IDisposable
{
    private const int MostGrowthMiB = 64;

    private static readonly TimeSpan FreshWithin = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan KeyWithin = TimeSpan.FromSeconds(0.5);

    // Bodies of awk's BEGIN; R is the mark at the start of a line of the probe.
    private static readonly Dictionary<string, string> Floods = new()
    {
        ["processes"] = """
            for (;;) {print R "a<"; print R "a|F gpu_uuid,pid,used_gpu_memory,process_name"
              for (i = 1; i <= 75000; i++) print R "a|A GPU-" i % 8 ", " i ", 100, python"
              for (i = 1; i <= 75000; i++) print R "a|P " i " 1 " i " user" i " R 100 1.0 1000 python x"
              print R "a>"}
            """,
        ["some-processes"] = """
            for (;;) {print R "a<"; print R "a|F gpu_uuid,pid,used_gpu_memory,process_name"
              for (i = 1; i <= 1100; i++) print R "a|A GPU-" i % 8 ", " i ", 100, python"
              for (i = 1; i <= 1100; i++) print R "a|P " i " 1 " i " user" i " R 100 1.0 1000 python x"
              print R "a>"}
            """,
        ["rows"] = """
            for (;;) {print R "gf|index,uuid,name,utilization.gpu,memory.used,memory.total"
              for (i = 0; i < 20000; i++) print R "g|" i ", GPU-" i "-" n ", H100, 5, 100, 81559"; n++}
            """,
        ["sentences"] = """
            for (;;) print R "g|Unable to determine the device handle for GPU0000:" n++ ":00.0: GPU is lost."
            """,
        ["echoes"] = """
            for (;;) {print R "b<"; print R "b|1"; print R "b>"}
            """,
        ["answers"] = """
            for (;;) {n++; print R "r" n "<"; print R "r" n "|x"; print R "r" n "|rc=0"; print R "r" n ">"}
            """,
        ["open"] = """
            for (i = 0; i < 4096; i++) x = x "0123456789abcdef"
            for (;;) {for (i = 0; i < 64; i++) {print R "r" i "<"; for (k = 0; k < 64; k++) print R "r" i "|" x}
              for (i = 0; i < 64; i++) print R "r" i ">"}
            """,
    };

    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"), new GpuServer("liar"));

    public static TheoryData<string> Scenarios => [.. Floods.Keys];

    public void Dispose() => _fleet.Dispose();

    [RequiresTheory(Needs.Server | Needs.Tmux)]
    [MemberData(nameof(Scenarios))]
    public void A_server_that_sends_too_much_costs_the_others_nothing(string flood)
    {
        Lie(flood);
        using var screen = _fleet.Start(width: 160, height: 40);
        screen.WaitFor(
            "the two others",
            text => ScreenReader.IsLive(text, "gpu01") && ScreenReader.IsLive(text, "gpu02"),
            TimeSpan.FromSeconds(60));
        screen.WaitFor(
            "the flooding server",
            text => ScreenReader.Server(text, "liar").Contains("cpu ", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60));
        var before = ResidentMiB(screen.ProgramPid);

        File.WriteAllText(Path.Combine(_fleet.Servers[2].Driver.State, "go"), "");
        screen.WaitFor(
            "that output is left out",
            text => ScreenReader.Server(text, "liar").Contains("output left out", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30));
        var keys = new List<TimeSpan>();
        var changes = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            changes.Add(UntilShown(screen, 40 + i));
            keys.Add(UntilAnswered(screen));
        }

        var growth = ResidentMiB(screen.ProgramPid) - before;
        var figures = $"{flood}: keys {Text(keys)}, changes {Text(changes)}, growth {growth} MiB\n{screen.Text}";
        Assert.True(keys.Order().ElementAt(keys.Count / 2) < KeyWithin, figures);
        Assert.True(changes.Order().ElementAt(changes.Count / 2) < FreshWithin, figures);
        Assert.True(growth < MostGrowthMiB, figures);
    }

    private static string Text(List<TimeSpan> times) =>
        string.Join(' ', times.Select(time => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)));

    private static int ResidentMiB(int pid) => int.Parse(
        File.ReadLines($"/proc/{pid}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

    private static TimeSpan UntilAnswered(TmuxScreen screen)
    {
        var clock = Stopwatch.StartNew();
        screen.Press("?");
        screen.WaitFor("the help", text => text.Contains("keys of fleet", StringComparison.Ordinal));
        var elapsed = clock.Elapsed;
        screen.Press("Escape");
        screen.WaitFor("the fleet", text => ScreenReader.IsLive(text, "gpu01"));
        return elapsed;
    }

    private TimeSpan UntilShown(TmuxScreen screen, int utilization)
    {
        var clock = Stopwatch.StartNew();
        _fleet.Servers[0].Driver.Gpus($"utilization_gpu={utilization} memory_used=30000", "");
        screen.WaitFor($"{utilization}%", text => ScreenReader.Utilization(text, "gpu01", 0) == utilization, TimeSpan.FromSeconds(30));
        return clock.Elapsed;
    }

    // In place of the shell that would run the probe: honest until the test says so.
    private void Lie(string flood) => _fleet.Servers[2].Install("sh", $$"""
        case $1 in -c) exec /bin/sh "$@";; esac
        while IFS= read -r l; do case $l in '_gp '*) set -- $l; nonce=$2; break;; esac; done
        R=$(printf '\036')
        printf '%s@%s ready 1 pid=%s lead=1\n' "$R" "$nonce" $$
        while [ ! -e "$GPUTOP_FAKE_STATE/go" ]; do
          printf '%sh<\n%sh|cpu %s 0 0 1000 0 0 0 0\n%sh|cores 8\n%sh>\n' "$R" "$R" $((n=n+1)) "$R" "$R"; sleep 0.5
        done
        exec awk -v R="$R" 'BEGIN { {{Floods[flood]}}
        }'
        """);
}
