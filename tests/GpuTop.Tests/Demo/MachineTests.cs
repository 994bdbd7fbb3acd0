using GpuTop.Demo;

namespace GpuTop.Tests.Demo;

public sealed class MachineTests
{
    [Fact]
    public void Memory_of_processes_fits_into_memory_used_and_that_into_the_card()
    {
        foreach (var machine in Fleet(16))
        {
            for (var second = 0; second < 7200; second += 5)
            {
                machine.AdvanceTo(TimeSpan.FromSeconds(second));

                Assert.All(machine.Cards, card =>
                {
                    var held = HeldMiB(machine, card);
                    Assert.InRange(held, 0, card.UsedMiB);
                    Assert.InRange(card.UsedMiB, held, card.Model.MemoryMiB);
                });
            }
        }
    }

    [Fact]
    public void Within_an_hour_jobs_start_and_jobs_end()
    {
        var (started, ended) = (0, 0);
        foreach (var machine in Fleet(4))
        {
            var before = machine.Jobs.ToList();
            for (var second = 0; second <= 3600; second++)
            {
                machine.AdvanceTo(TimeSpan.FromSeconds(second));
            }

            started += machine.Jobs.Count(job => job.Start > 0);
            ended += before.Count(job => !machine.Jobs.Contains(job));
        }

        Assert.InRange(started, 3, 100);
        Assert.InRange(ended, 2, 100);
    }

    [Fact]
    public void Something_happens_in_the_first_two_minutes()
    {
        var machines = Fleet(4).ToList();
        var before = machines.SelectMany(machine => machine.Jobs).ToList();

        machines.ForEach(machine => machine.AdvanceTo(TimeSpan.FromMinutes(2)));

        var after = machines.SelectMany(machine => machine.Jobs).ToList();
        Assert.NotEmpty(after.Except(before));
        Assert.NotEmpty(before.Except(after));
    }

    [Fact]
    public void At_the_start_there_are_a_free_a_busy_an_idle_and_a_sick_one()
    {
        var machine = Fleet(1).Single();

        Assert.Contains(machine.Cards, card => card is { IsHeld: false, Fault: null, Percent: 0, UsedMiB: < 1024 });
        Assert.Contains(machine.Cards, card => card is { IsHeld: true, Percent: > 80 });
        Assert.Contains(machine.Cards, card => card is { IsHeld: true, Percent: 0, UsedMiB: > 20_000 });
        Assert.Contains(machine.Cards, card => card.Fault is not null);
    }

    [Fact]
    public void The_abandoned_notebook_stays_idle()
    {
        var machine = Fleet(1).Single();

        for (var second = 0; second < 3600; second++)
        {
            machine.AdvanceTo(TimeSpan.FromSeconds(second));

            Assert.Equal((0, true), (machine.Cards[3].Percent, machine.Cards[3].IsHeld));
        }
    }

    [Fact]
    public void Free_cards_of_the_first_machine_never_run_out()
    {
        var machine = Fleet(1).Single();

        for (var minute = 0; minute < 600; minute++)
        {
            machine.AdvanceTo(TimeSpan.FromMinutes(minute));

            Assert.Contains(Enumerable.Range(0, 8), machine.IsFree);
        }
    }

    [Fact]
    public void A_badly_cooled_card_is_slowed_by_heat()
    {
        var machine = Fleet(3).Last();
        var reasons = 0UL;

        for (var second = 0; second < 600; second++)
        {
            machine.AdvanceTo(TimeSpan.FromSeconds(second));
            reasons |= machine.Cards[1].Reasons;
        }

        Assert.Equal(0x20UL, reasons & 0x20);
    }

    [Fact]
    public void A_training_rests_between_its_epochs()
    {
        var training = new UtilizationProfile.Training(98, 95, 4);

        var resting = Enumerable.Range(1000, 950).Count(second => training.PercentAt(second, seed: 5) < 5);

        Assert.Equal(40, resting);
    }

    [Fact]
    public void My_job_in_tmux_has_the_shell_of_its_pane_among_its_ancestors()
    {
        var machine = Fleet(1).Single();

        var mine = machine.Jobs.First(job => job.User == Person.Me);

        Assert.Contains(machine.Background.Panes[0].ShellPid, mine.Ancestors);
        Assert.Equal(1, mine.Ancestors[^1]);
    }

    private static IEnumerable<Machine> Fleet(int count) =>
        Enumerable.Range(0, count)
            .Select(place => new Machine(MachineCatalog.At(place), Noise.Mix((ulong)place + 77), DemoConnection.Start));

    private static int HeldMiB(Machine machine, Card card)
    {
        var sum = 0;
        for (var slot = 0; slot < machine.Slots.Length; slot++)
        {
            sum += machine.Slots[slot].Card == card
                ? machine.Jobs.Where(job => job.IsOn(slot)).Sum(job => job.MemoryMiBAt(machine.Second))
                : 0;
        }

        return sum;
    }
}
