using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class IdlePeriodTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    [Fact]
    public void Idle_time_since_the_first_list_is_a_lower_bound()
    {
        var server = Hear(Lists([null, .. Enumerable.Repeat<int?>(0, 301)]));

        Assert.Equal(new IdleDuration(TimeSpan.FromMinutes(15), true), IdleOf(server, Start + (301 * Pace)));
    }

    [Fact]
    public void Idle_time_with_an_observed_start_is_exact()
    {
        var server = Hear(Lists([90, .. Enumerable.Repeat<int?>(5, 301)]));

        Assert.Equal(new IdleDuration(TimeSpan.FromMinutes(15), false), IdleOf(server, Start + (301 * Pace)));
    }

    [Fact]
    public void Computation_resets_the_idle_time()
    {
        int?[] uses = [90, .. Enumerable.Repeat<int?>(0, 200), 6, .. Enumerable.Repeat<int?>(0, 200)];

        var server = Hear(Lists(uses));

        Assert.Null(IdleOf(server, Start + (401 * Pace)));
        Assert.Equal(Start + (202 * Pace), server.Processes[0].IdlePeriod?.Since);
    }

    [Fact]
    public void One_missing_sample_does_not_end_the_idle_time()
    {
        var server = Hear(Lists([90, 0, 0, null, null, 0]));

        Assert.Equal(Start + Pace, server.Processes[0].IdlePeriod?.Since);
    }

    [Fact]
    public void Unknown_utilization_is_not_idle()
    {
        var server = Hear(Lists([90, 0, .. Enumerable.Repeat<int?>(null, 10)]));

        Assert.Null(server.Processes[0].IdlePeriod);
    }

    [Fact]
    public void Idle_time_excludes_gaps()
    {
        var server = Hear([(Start, Process(90)), (Start + Pace, Process(0)), (Start + TimeSpan.FromHours(1), Process(0))]);

        Assert.Equal(new IdlePeriod(Start + TimeSpan.FromHours(1), true, Start + TimeSpan.FromHours(1)), server.Processes[0].IdlePeriod);
    }

    [Fact]
    public void A_reused_PID_resets_the_idle_time()
    {
        var server = Hear([(Start, Process(0)), (Start + Pace, Process(0)), (Start + (2 * Pace), Process(0) with { StartTicks = 9 })]);

        Assert.Equal(new IdlePeriod(Start + (2 * Pace), false, Start + (2 * Pace)), server.Processes[0].IdlePeriod);
    }

    [Fact]
    public void Without_SM_use_a_process_is_idle_with_its_GPU_but_not_longer_than_it_lives()
    {
        var server = Hear([(Start, Process(null) with { Elapsed = TimeSpan.FromHours(1) })]);
        var idle = new GpuSample { Index = 0, Uuid = "GPU-0", UtilizationPercent = 0, MemoryUsedMiB = 4000, MemoryTotalMiB = 8000 };
        for (var at = Start; at <= Start + TimeSpan.FromHours(2); at += TimeSpan.FromSeconds(10))
        {
            server = server.Apply(new Reading.Gpus([idle], null), at, AvailabilityLimits.Default);
        }

        Assert.Equal(new IdleDuration(TimeSpan.FromHours(1), false), IdleOf(server, Start + TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_process_of_root_in_a_Slurm_job_acts_for_the_user_of_the_job()
    {
        var process = Process(9) with { UserId = 0, User = "root", SlurmUserId = 1005, SlurmJob = "4711" };
        var unnamed = Hear([(Start, process)]);
        var named = unnamed.Apply(new Reading.Accounts([new Account("carol", 1005, "Carol Kennicott")]), Start, AvailabilityLimits.Default);

        Assert.Equal("uid 1005", OwnerText.TextOf(unnamed.Processes[0]));
        Assert.Equal("carol", OwnerText.TextOf(named.Processes[0]));
    }

    [Theory]
    [InlineData(null, "root (pod 8a9f…)")]
    [InlineData("trainer", "root (containerd trainer)")]
    public void A_pod_is_known_by_its_own_id_where_its_container_has_no_name(string? name, string heldBy)
    {
        var container = new Container("containerd", "3f2a9c00d1e2", name, "8a9f1c2d-0000-1111-2222-333344445555");

        Assert.Equal(heldBy, OwnerText.TextOf(Process(9) with { User = "root", Container = container }));
    }

    private static IdleDuration? IdleOf(Server server, DateTimeOffset now) =>
        IdleDuration.Of(server, server.Processes[0], now, AvailabilityLimits.Default);

    private static IEnumerable<(DateTimeOffset At, GpuProcess Process)> Lists(IEnumerable<int?> uses) =>
        uses.Select((percent, index) => (Start + (index * Pace), Process(percent)));

    private static GpuProcess Process(int? smPercent) =>
        new() { Pid = 4711, StartTicks = 7, Shares = [new GpuShare("GPU-0", 4000, smPercent)] };

    private static Server Hear(IEnumerable<(DateTimeOffset At, GpuProcess Process)> lists) => lists.Aggregate(
        Server.Initial("gpu01", "gpu01", Start),
        (server, list) => server.Apply(new Reading.Processes([list.Process], null), list.At, AvailabilityLimits.Default));
}
