using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class ServerReadingsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_card_that_is_no_longer_listed_stays_as_sick()
    {
        var server = Hear(Round(Card(0), Card(1)), Round(Card(0)));

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
    public void Behind_root_is_who_logged_in(int owner, int? login, int? slurm, string? human)
    {
        var process = new GpuProcess { Pid = 7, UserId = owner, LoginUserId = login, SlurmUserId = slurm };

        var server = Hear(new Reading.Processes([process], null));

        Assert.Equal(human, server.Processes[0].ActsFor);
    }

    [Fact]
    public void A_hole_in_the_drivers_numbers_is_a_sick_card()
    {
        var server = Hear(Round(Card(0), Card(2)));

        Assert.Equal([0, 1, 2], server.Gpus.Select(gpu => gpu.Sample.Index));
        Assert.Equal("not listed by the driver", server.Gpus[1].Sample.Problem);
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
        var server = Hear(Round(Card(0), Card(1), Card(2)), Round(Card(0), Card(2) with { Index = 1 }), Round(Card(0), Card(2) with { Index = 1 }));

        Assert.Equal(["GPU-0", "GPU-2", "GPU-1"], server.Gpus.Select(gpu => gpu.Sample.Uuid));
        Assert.Equal([0, 1, null], server.Gpus.Select(gpu => gpu.Sample.Index));
        Assert.Equal("no longer listed by the driver", server.Gpus[2].Availability.Why);
    }

    [Fact]
    public void Instances_that_are_told_before_their_card_are_not_forgotten()
    {
        var instances = new Reading.MigInstances([(Card(0).Key!, new MigInstance("MIG-1", "3g.40gb", 0, null, null))]);

        var server = Hear(instances, Round(Card(0), Card(1)), Round(Card(0), Card(1)));

        Assert.Equal("MIG-1", Assert.Single(server.Gpus[0].Instances).Uuid);
        Assert.Empty(server.Gpus[1].Instances);
    }

    [Fact]
    public void A_driver_that_fails_leaves_the_last_cards_and_says_why()
    {
        var server = Hear(Round(Card(0)), new Reading.Gpus([], "Driver/library version mismatch"));

        Assert.Single(server.Gpus);
        Assert.Equal("Driver/library version mismatch", server.GpuProblem);
        Assert.Equal(Start, server.Gpus[0].At);
    }

    [Fact]
    public void Cpu_use_is_that_between_two_samples()
    {
        var first = Hear(new Reading.Host(new HostSample { BusyTicks = 1000, TotalTicks = 10000 }));
        var second = first.Hear(
            new Reading.Host(new HostSample { BusyTicks = 1050, TotalTicks = 10100 }), Start.AddSeconds(1), AvailabilityRules.Default);

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
    public void Container_names_reach_the_processes_whichever_comes_first()
    {
        var process = new GpuProcess { Pid = 1, Shares = [new("GPU-0", 10, null)], Container = new Container("docker", "3f2a") };
        var names = new Reading.Containers(ImmutableDictionary<string, string>.Empty.Add("3f2a", "alice_train"));

        var namesLast = Hear(new Reading.Processes([process], null), names);
        var namesFirst = Hear(names, new Reading.Processes([process], null));

        Assert.Equal("alice_train", namesLast.Processes[0].Container?.Name);
        Assert.Equal("alice_train", namesFirst.Processes[0].Container?.Name);
    }

    [Fact]
    public void A_section_that_hangs_is_remembered_until_it_answers()
    {
        var hanging = Hear(new Reading.Hanging(SectionKind.Mounts));
        var answered = hanging.Hear(new Reading.Mounts([]), Start, AvailabilityRules.Default);

        Assert.Contains(SectionKind.Mounts, hanging.Hanging);
        Assert.DoesNotContain(SectionKind.Mounts, answered.Hanging);
    }

    [Fact]
    public void A_live_server_that_falls_silent_is_stale()
    {
        var server = Hear(Round(Card(0))) with { Link = new Link(LinkPhase.Live, Start) };

        Assert.Equal(LinkPhase.Live, server.PhaseAt(Start.AddSeconds(5)));
        Assert.Equal(LinkPhase.Stale, server.PhaseAt(Start.AddSeconds(6)));
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
        readings.Aggregate(
            Server.Unseen("gpu01", "gpu01", Start),
            (server, reading) => server.Hear(reading, Start, AvailabilityRules.Default));
}
