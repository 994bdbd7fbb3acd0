using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class AvailabilityTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly GpuSample Empty = new() { Index = 0, UtilizationPercent = 0, MemoryUsedMiB = 292, MemoryTotalMiB = 81920 };
    private static readonly GpuSample Held = Empty with { MemoryUsedMiB = 40000 };
    private static readonly GpuSample Computing = Held with { UtilizationPercent = 98 };
    private static readonly GpuSample Braking = Computing with { Throttle = ThrottleReasons.PowerBrake };

    [Fact]
    public void An_empty_gpu_is_free_only_after_free_after()
    {
        var after9 = Watch(Empty, processes: 0, seconds: 9);
        var after10 = Watch(Empty, processes: 0, seconds: 10);

        Assert.Equal(GpuState.Unknown, after9.State);
        Assert.Contains("looks free", after9.Why, StringComparison.Ordinal);
        Assert.Equal(GpuState.Free, after10.State);
        Assert.Equal(Start, after10.Since);
    }

    [Fact]
    public void One_sample_is_enough_when_free_after_is_zero()
    {
        var limits = new AvailabilityLimits(TimeSpan.Zero, TimeSpan.FromMinutes(15));

        var state = Availability.Initial.Next(Empty, 0, true, Start, limits).State;

        Assert.Equal(GpuState.Free, state);
    }

    [Fact]
    public void A_gap_between_epochs_is_not_free()
    {
        var state = Watch(Held, processes: 1, seconds: 60);

        Assert.Equal(GpuState.Busy, state.State);
    }

    [Fact]
    public void Unlisted_processes_are_detected_by_their_memory()
    {
        var hidden = Watch(Held, processes: 0, seconds: 60);

        Assert.Equal(GpuState.Busy, hidden.State);
    }

    [Fact]
    public void Without_a_reliable_list_memory_and_utilization_decide()
    {
        var state = Watch(Empty, processes: null, seconds: 10, trusted: false);

        Assert.Equal(GpuState.Free, state.State);
    }

    [Fact]
    public void Nothing_is_free_before_the_processes_are_known()
    {
        var state = Watch(Empty, processes: null, seconds: 60);

        Assert.Equal(GpuState.Unknown, state.State);
        Assert.Equal("its processes are not known yet", state.Why);
    }

    [Fact]
    public void Idle_since_the_first_sample_is_a_lower_bound()
    {
        var before = Watch(Held, processes: 1, seconds: 899);
        var after = Watch(Held, processes: 1, seconds: 900);

        Assert.Equal(GpuState.Busy, before.State);
        Assert.Equal(GpuState.Idle, after.State);
        Assert.Equal(Start, after.Since);
        Assert.True(after.IsLowerBound);
    }

    [Fact]
    public void Idle_with_an_observed_start_is_exact()
    {
        var working = Watch(Computing, processes: 1, seconds: 5);

        var idle = Watch(Held, processes: 1, seconds: 906, from: 6, before: working);

        Assert.Equal(GpuState.Idle, idle.State);
        Assert.Equal(Start.AddSeconds(6), idle.Since);
        Assert.False(idle.IsLowerBound);
    }

    [Fact]
    public void One_busy_sample_ends_idle()
    {
        var idle = Watch(Held, processes: 1, seconds: 900);

        var busy = idle.Next(Computing, 1, true, Start.AddSeconds(901), AvailabilityLimits.Default);

        Assert.Equal(GpuState.Busy, busy.State);
        Assert.Equal(Start.AddSeconds(901), busy.Since);
    }

    [Fact]
    public void A_gap_restarts_all_durations()
    {
        var free = Watch(Empty, processes: 0, seconds: 10);

        var back = free.Next(Empty, 0, true, Start.AddMinutes(5), AvailabilityLimits.Default);

        Assert.Equal(GpuState.Unknown, back.State);
        Assert.Equal(Start.AddMinutes(5), back.Since);
    }

    [Theory]
    [InlineData("GPU requires reset", null, null, "GPU requires reset")]
    [InlineData(null, 2, null, "2 uncorrected ECC errors")]
    [InlineData(null, 0, (ulong)ThrottleReasons.HardwareThermal, "hardware thermal slowdown")]
    [InlineData(null, null, (ulong)ThrottleReasons.PowerCap, null)]
    public void Driver_errors_make_a_gpu_sick(string? problem, int? errors, ulong? throttle, string? why)
    {
        var sample = Computing with { Problem = problem, EccUncorrected = errors, Throttle = (ThrottleReasons?)throttle };

        var state = Availability.Initial.Next(sample, 1, true, Start, new AvailabilityLimits(TimeSpan.Zero, TimeSpan.FromMinutes(15)));

        Assert.Equal(why, state.Why);
        Assert.Equal(why is null ? GpuState.Busy : GpuState.Sick, state.State);
    }

    [Fact]
    public void Short_slowdowns_are_not_sick()
    {
        var working = Watch(Computing, processes: 1, seconds: 5);

        var flicker = Watch(Braking, processes: 1, seconds: 7, from: 6, before: working);
        var after = Watch(Computing, processes: 1, seconds: 60, from: 8, before: flicker);

        Assert.Equal(GpuState.Busy, flicker.State);
        Assert.Equal(GpuState.Busy, after.State);
    }

    [Fact]
    public void Long_slowdowns_are_sick_from_their_start()
    {
        var working = Watch(Computing, processes: 1, seconds: 5);

        var sick = Watch(Braking, processes: 1, seconds: 11, from: 6, before: working);

        Assert.Equal((GpuState.Sick, "power brake slowdown"), (sick.State, sick.Why));
        Assert.Equal(Start.AddSeconds(6), sick.Since);
        Assert.False(sick.IsLowerBound);
    }

    [Fact]
    public void Intermittent_slowdowns_do_not_flap()
    {
        var sick = Watch(Braking, processes: 1, seconds: 10);

        var between = Watch(Computing, processes: 1, seconds: 39, from: 11, before: sick);
        var over = Watch(Computing, processes: 1, seconds: 40, from: 40, before: between);

        Assert.Equal((GpuState.Sick, "power brake slowdown"), (between.State, between.Why));
        Assert.Equal(GpuState.Busy, over.State);
    }

    [Fact]
    public void Samples_without_values_are_unknown()
    {
        var state = Watch(new GpuSample { Index = 0, Name = "Orin (nvgpu)" }, processes: 0, seconds: 60);

        Assert.Equal(GpuState.Unknown, state.State);
        Assert.NotNull(state.Why);
    }

    [Fact]
    public void Exclusive_mode_needs_a_reliable_list()
    {
        var exclusive = Watch(Empty with { ComputeMode = ComputeMode.ExclusiveProcess }, processes: null, seconds: 60, trusted: false);
        var listed = Watch(Empty with { ComputeMode = ComputeMode.ExclusiveProcess }, processes: 0, seconds: 60);
        var prohibited = Watch(Empty with { ComputeMode = ComputeMode.Prohibited }, processes: 0, seconds: 60);

        Assert.Equal((GpuState.Unknown, false), (exclusive.State, exclusive.IsPending));
        Assert.Equal(GpuState.Free, listed.State);
        Assert.Equal((GpuState.Unknown, "its compute mode is Prohibited"), (prohibited.State, prohibited.Why));
    }

    [Fact]
    public void Without_utilization_nothing_is_free()
    {
        var state = Watch(Empty with { UtilizationPercent = null }, processes: 0, seconds: 60);

        Assert.Equal((GpuState.Unknown, "the driver does not tell utilization"), (state.State, state.Why));
    }

    [Fact]
    public void Only_undecided_states_are_pending()
    {
        Assert.True(Watch(Empty, processes: 0, seconds: 9).IsPending);
        Assert.True(Watch(Empty, processes: null, seconds: 9).IsPending);
        Assert.False(Watch(Empty, processes: 0, seconds: 10).IsPending);
        Assert.False(Watch(Held, processes: 1, seconds: 1).IsPending);
    }

    [Fact]
    public void Low_utilization_counts_after_free_after()
    {
        var light = Held with { UtilizationPercent = 30 };
        var after9 = Watch(light, processes: 1, seconds: 9);
        var after10 = Watch(light, processes: 1, seconds: 10);
        var peak = after10.Next(Computing, 1, true, Start.AddSeconds(11), AvailabilityLimits.Default);

        Assert.Equal((false, true, false), (after9.IsLight, after10.IsLight, peak.IsLight));
    }

    [Fact]
    public void Long_sampling_intervals_are_not_gaps()
    {
        var limits = AvailabilityLimits.Default.At(TimeSpan.FromSeconds(30));
        var first = Availability.Initial.Next(Empty, 0, true, Start, limits);

        Assert.Equal(GpuState.Free, first.Next(Empty, 0, true, Start.AddSeconds(30), limits).State);
        Assert.Equal(GpuState.Unknown, first.Next(Empty, 0, true, Start.AddSeconds(30), AvailabilityLimits.Default).State);
    }

    private static Availability Watch(
        GpuSample sample, int? processes, int seconds, bool trusted = true, int from = 0, Availability? before = null)
    {
        var state = before ?? Availability.Initial;
        for (var second = from; second <= seconds; second++)
        {
            state = state.Next(sample, processes, trusted, Start.AddSeconds(second), AvailabilityLimits.Default);
        }

        return state;
    }
}
