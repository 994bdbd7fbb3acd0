using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class ServerUpdatesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_card_that_is_not_listed_twice_stays_as_sick()
    {
        var once = Hear(Round(Card(0), Card(1)), Round(Card(0)));
        var server = Hear(Round(Card(0), Card(1)), Round(Card(0)), Round(Card(0)));

        Assert.NotEqual(GpuState.Sick, once.Gpus[1].Availability.State);
        Assert.Null(once.Gpus[1].Sample.Problem);

        Assert.Equal([0, 1], server.Gpus.Select(gpu => gpu.Sample.Index));
        Assert.Equal(GpuState.Sick, server.Gpus[1].Availability.State);
        Assert.Equal("no longer listed by the driver", server.Gpus[1].Availability.Why);
    }

    [Theory]
    [InlineData(0, 1001, null, "1001")]
    [InlineData(0, 0, null, null)]
    [InlineData(0, null, null, null)]
    [InlineData(1002, 1001, null, null)]
    [InlineData(0, 1001, 1003, "1003")]
    public void Root_processes_belong_to_the_login_user(int owner, int? login, int? slurm, string? human)
    {
        var process = new GpuProcess { Pid = 7, UserId = owner, LoginUserId = login, SlurmUserId = slurm };

        var server = Hear(new Reading.Processes([process], null));

        Assert.Equal(human, server.Processes[0].ActsFor);
    }

    [Fact]
    public void Logins_with_equal_prefixes_are_distinct()
    {
        HostProcess Row(int pid, int owner) => new(pid, "alexand+", 99, 1, "x") { UserId = owner };
        Account[] accounts = [new("alexander.smith", 1004, null), new("alexandra.jones", 1005, null)];

        var server = Hear(new Reading.Top([Row(7, 1004), Row(8, 1005), Row(9, 1006)]), new Reading.Accounts([.. accounts]));

        Assert.Equal(["alexander.smith", "alexandra.jones", "alexand+"], server.Top.Select(process => process.User));
    }

    [Fact]
    public void Index_gaps_are_not_cards()
    {
        var server = Hear(Round(Card(0), Card(127)), Round(Card(0), Card(127)));

        Assert.Equal([0, 127], server.Gpus.Select(gpu => gpu.Sample.Index));
    }

    [Fact]
    public void A_repeated_round_counts_once()
    {
        var server = Hear(Round(Card(0), Card(1)));
        server = server.Apply(Round(Card(0)), Start.AddSeconds(2), AvailabilityLimits.Default);
        server = server.Apply(Round(Card(0)), Start.AddSeconds(2.2), AvailabilityLimits.Default);
        server = server.Apply(Round(Card(0), Card(1)), Start.AddSeconds(2.5), AvailabilityLimits.Default);

        Assert.All(server.Gpus, gpu => Assert.Null(gpu.Sample.Problem));
        Assert.All(server.Gpus, gpu => Assert.Null(gpu.MissingSince));
    }

    [Fact]
    public void A_server_that_lists_other_cards_each_time_has_a_bounded_number_of_cards()
    {
        var rounds = Enumerable.Range(0, 300)
            .Select(i => Round(Card(i % 2) with { Uuid = $"GPU-{i}" }, Card(2 + (i % 100))))
            .ToArray<Reading>();

        Assert.InRange(Hear(rounds).Gpus.Length, 2, 128);
    }

    [Fact]
    public void Error_rounds_keep_recent_cards()
    {
        var lost = new GpuSample { BusId = "0000:cb:00.0", Problem = "GPU is lost" };
        var server = Hear(Round(Card(0), Card(1)), new Reading.Gpus([lost], null), Round(Card(0), Card(1)), new Reading.Gpus([lost], null));

        Assert.Equal(["GPU-0", "GPU-1", null], server.Gpus.Select(gpu => gpu.Sample.Uuid));
        Assert.Equal([false, false, true], server.Gpus.Select(gpu => gpu.Availability.State == GpuState.Sick));
        Assert.Null(server.GpusFailedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failing_driver_makes_all_cards_unknown(bool hasEnded)
    {
        var limits = new AvailabilityLimits(TimeSpan.Zero, TimeSpan.FromHours(1));
        var server = Server.Initial("gpu01", "gpu01", Start) with { Connection = new ConnectionStatus(ConnectionPhase.Live, Start) };
        server = server.Apply(new Reading.Processes([], null), Start, limits).Apply(Round(Card(0)), Start, limits);
        Assert.Equal(GpuState.Free, server.Gpus[0].Availability.State);

        var at = Start.AddSeconds(hasEnded ? 0.1 : 3);
        server = server.Apply(new Reading.Gpus([], "Driver/library version mismatch") { HasEnded = hasEnded }, at, limits);

        Assert.Equal(
            (GpuState.Unknown, "Driver/library version mismatch"),
            (server.Gpus[0].Availability.State, server.Gpus[0].Availability.Why));
        Assert.True(server.AreGpusStale(at, TimeSpan.FromSeconds(1)));
        Assert.Null(server.GpuSilence(at.AddSeconds(60), TimeSpan.FromSeconds(1)));
        Assert.Equal(at - Start, server.AgeOf(ProbeSection.Gpus, at));
        Assert.False(server.Apply(Round(Card(0)), at.AddSeconds(1), limits).AreGpusStale(at.AddSeconds(1), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_refused_list_keeps_the_previous_one_and_its_age()
    {
        var process = new GpuProcess { Pid = 1, Shares = [new("GPU-0", 10, null)] };
        var server = Hear(new Reading.Processes([process], null), new Reading.Processes([], "Unknown Error"));

        Assert.Same(process.Shares[0], Assert.Single(server.Processes).Shares[0]);
        Assert.Equal("Unknown Error", server.ProcessProblem);
        Assert.Equal(TimeSpan.FromSeconds(1), server.AgeOf(ProbeSection.Processes, Start.AddSeconds(1)));
        Assert.False(server.AreProcessesKnown(Start.AddSeconds(1), AvailabilityLimits.Default));
    }

    [Fact]
    public void Without_process_lists_memory_decides_except_in_exclusive_mode()
    {
        var limits = new AvailabilityLimits(TimeSpan.Zero, TimeSpan.FromHours(1));
        var server = Server.Initial("gpu01", "gpu01", Start).Apply(new Reading.Processes([], "Insufficient Permissions"), Start, limits);

        server = server.Apply(Round(Card(0), Card(1) with { ComputeMode = ComputeMode.ExclusiveProcess }), Start, limits);

        Assert.Equal([GpuState.Free, GpuState.Unknown], server.Gpus.Select(gpu => gpu.Availability.State));
    }

    [Fact]
    public void The_first_process_list_completes_earlier_samples()
    {
        var limits = new AvailabilityLimits(TimeSpan.Zero, TimeSpan.FromHours(1));
        var server = Server.Initial("gpu01", "gpu01", Start).Apply(Round(Card(0), Card(1)), Start, limits);
        Assert.All(server.Gpus, gpu => Assert.Equal("its processes are not known yet", gpu.Availability.Why));

        var process = new GpuProcess { Pid = 1, Shares = [new("GPU-1", 10, null)] };
        server = server.Apply(new Reading.Processes([process], null), Start.AddSeconds(0.5), limits);

        Assert.Equal([GpuState.Free, GpuState.Busy], server.Gpus.Select(gpu => gpu.Availability.State));
        Assert.All(server.Gpus, gpu => Assert.Null(gpu.Availability.Why));
    }

    [Fact]
    public void Limit_notices_expire()
    {
        var server = Hear(new Reading.Limited("more than 512 KiB a second"), new Reading.Top([]) { LeftOut = "4096 ports and 1 more" });

        Assert.Equal("4096 ports and 1 more", server.Limit?.Text);
        Assert.True(server.Limit!.IsCurrent(Start.AddSeconds(30)));
        Assert.False(server.Limit.IsCurrent(Start.AddSeconds(60)));
    }

    [Fact]
    public void A_replaced_card_takes_the_place_of_the_old_one()
    {
        var server = Hear(Round(Card(0)), Round(Card(0) with { Uuid = "GPU-new" }));

        Assert.Equal("GPU-new", Assert.Single(server.Gpus).Sample.Uuid);
    }

    [Fact]
    public void A_lost_card_that_the_driver_names_by_address_only_is_the_card_that_was_there()
    {
        var lost = new GpuSample { BusId = "0000:cb:00.0", Problem = "GPU is lost" };

        var server = Hear(Round(Card(0), Card(1) with { BusId = "00000000:CB:00.0", Name = "NVIDIA H100" }), Round(Card(0), lost));

        var card = server.Gpus[1].Sample;
        Assert.Equal(2, server.Gpus.Length);
        Assert.Equal(("GPU-1", 1, "NVIDIA H100", "GPU is lost"), (card.Uuid, card.Index, card.Name, card.Problem));
        Assert.Equal((GpuState.Sick, "GPU is lost"), (server.Gpus[1].Availability.State, server.Gpus[1].Availability.Why));
    }

    [Fact]
    public void A_card_that_was_lost_before_gputop_looked_is_known_by_its_address()
    {
        var lost = new GpuSample { BusId = "0000:CB:00.0", Problem = "Unknown Error" };

        var server = Hear(Round(Card(0), lost), Round(Card(0), lost));

        Assert.Equal(["GPU-0", "0000:CB:00.0"], server.Gpus.Select(gpu => gpu.Sample.Key));
    }

    [Fact]
    public void A_lost_card_stays_when_the_driver_counts_the_others_anew()
    {
        var server = Hear(
            Round(Card(0), Card(1), Card(2)),
            Round(Card(0), Card(2) with { Index = 1 }),
            Round(Card(0), Card(2) with { Index = 1 }));

        Assert.Equal(["GPU-0", "GPU-2", "GPU-1"], server.Gpus.Select(gpu => gpu.Sample.Uuid));
        Assert.Equal([0, 1, null], server.Gpus.Select(gpu => gpu.Sample.Index));
        Assert.Equal("no longer listed by the driver", server.Gpus[2].Availability.Why);
    }

    [Fact]
    public void Instances_can_arrive_before_their_card()
    {
        var instances = new Reading.MigInstances([(Card(0).Key!, new MigInstance("MIG-1", "3g.40gb", 0, null, null))]);

        var server = Hear(instances, Round(Card(0), Card(1)), Round(Card(0), Card(1)));

        Assert.Equal("MIG-1", Assert.Single(server.Gpus[0].Instances).Uuid);
        Assert.Empty(server.Gpus[1].Instances);
    }

    [Fact]
    public void A_failing_driver_keeps_the_cards_and_its_message()
    {
        var server = Hear(Round(Card(0)), new Reading.Gpus([], "Driver/library version mismatch"));

        Assert.Single(server.Gpus);
        Assert.Equal("Driver/library version mismatch", server.GpuProblem);
        Assert.Equal(Start, server.Gpus[0].At);
    }

    [Fact]
    public void Cpu_use_is_the_difference_of_two_samples()
    {
        var first = Hear(new Reading.Host(new HostSample { BusyTicks = 1000, TotalTicks = 10000 }));
        var second = first.Apply(
            new Reading.Host(new HostSample { BusyTicks = 1050, TotalTicks = 10100 }), Start.AddSeconds(1), AvailabilityLimits.Default);

        Assert.Null(first.CpuPercent);
        Assert.Equal(50, second.CpuPercent);
    }

    [Fact]
    public void A_reboot_between_two_samples_is_no_negative_load()
    {
        var server = Hear(
            new Reading.Host(new HostSample { BusyTicks = 1000, TotalTicks = 10000 }),
            new Reading.Host(new HostSample { BusyTicks = 5, TotalTicks = 40 }));

        Assert.Null(server.CpuPercent);
    }

    [Fact]
    public void Container_names_apply_in_any_order_of_arrival()
    {
        var process = new GpuProcess { Pid = 1, Shares = [new("GPU-0", 10, null)], Container = new Container("docker", "3f2a") };
        var names = new Reading.Containers(ImmutableDictionary<string, string>.Empty.Add("3f2a", "alice_train"));

        var namesLast = Hear(new Reading.Processes([process], null), names);
        var namesFirst = Hear(names, new Reading.Processes([process], null));

        Assert.Equal("alice_train", namesLast.Processes[0].Container?.Name);
        Assert.Equal("alice_train", namesFirst.Processes[0].Container?.Name);
    }

    [Fact]
    public void Hanging_sections_are_kept_until_they_arrive()
    {
        var hanging = Hear(new Reading.Hanging(ProbeSection.Mounts));
        var answered = hanging.Apply(new Reading.Mounts([]), Start, AvailabilityLimits.Default);

        Assert.Contains(ProbeSection.Mounts, hanging.Hanging);
        Assert.DoesNotContain(ProbeSection.Mounts, answered.Hanging);
    }

    [Fact]
    public void Live_servers_without_data_become_stale()
    {
        var server = Hear(Round(Card(0))) with { Connection = new ConnectionStatus(ConnectionPhase.Live, Start) };

        Assert.Equal(ConnectionPhase.Live, server.PhaseAt(Start.AddSeconds(5)));
        Assert.Equal(ConnectionPhase.Stale, server.PhaseAt(Start.AddSeconds(6)));
    }

    private static GpuSample Card(int index) => new()
    {
        Index = index,
        Uuid = $"GPU-{index}",
        UtilizationPercent = 0,
        MemoryUsedMiB = 0,
        MemoryTotalMiB = 81920,
    };

    private static Reading.Gpus Round(params GpuSample[] cards) => new([.. cards], null);

    private static Server Hear(params Reading[] readings) =>
        readings.Select((reading, i) => (Reading: reading, At: Start.AddSeconds(i))).Aggregate(
            Server.Initial("gpu01", "gpu01", Start),
            (server, next) => server.Apply(next.Reading, next.At, AvailabilityLimits.Default));
}
