using GpuTop.Model;

namespace GpuTop.Tests.Model;

/// <summary>The availability of GPUs by their processes: idle times, which processes count, and host memory.</summary>
public sealed class ProcessAvailabilityTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly AvailabilityLimits Rules = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    private static readonly GpuSample Empty = new()
    {
        Index = 0,
        Uuid = "GPU-0",
        Name = "NVIDIA H100 80GB HBM3",
        UtilizationPercent = 0,
        MemoryUsedMiB = 4,
        MemoryTotalMiB = 81559,
    };

    private static readonly GpuSample Held = Empty with { MemoryUsedMiB = 30000 };

    private Server _server = Server.Initial("gpu01", "gpu01", Start)
        with
    { Connection = new ConnectionStatus(ConnectionPhase.Live, Start) };
    private int _second;

    private Availability Gpu => _server.Gpus[0].Availability;

    [Fact]
    public void A_job_that_just_began_is_not_idle_for_as_long_as_the_gpu_was_empty()
    {
        Watch(Empty, 44);
        Watch(Held, 29, Process(7, ageSeconds: 0));

        Assert.Equal(GpuState.Busy, Gpu.State);

        Watch(Held, 5, Process(7, ageSeconds: 29));

        Assert.Equal((GpuState.Idle, Start.AddSeconds(44), false), (Gpu.State, Gpu.Since, Gpu.IsLowerBound));
    }

    [Fact]
    public void New_processes_on_an_idle_gpu_are_not_idle()
    {
        Watch(Held, 60, Process(7, ageSeconds: 600));
        Assert.Equal(GpuState.Idle, Gpu.State);

        Watch(Held, 5, Process(7, ageSeconds: 660), Process(8, ageSeconds: 0));
        Assert.Equal(GpuState.Busy, Gpu.State);

        Watch(Held, 30, Process(7, ageSeconds: 665), Process(8, ageSeconds: 5));
        Assert.Equal((GpuState.Idle, Start.AddSeconds(60), false), (Gpu.State, Gpu.Since, Gpu.IsLowerBound));
    }

    [Fact]
    public void Idle_before_the_first_sample_is_a_lower_bound()
    {
        Watch(Held, 31, Process(7, ageSeconds: 600));

        Assert.Equal((GpuState.Idle, Start, true), (Gpu.State, Gpu.Since, Gpu.IsLowerBound));
    }

    [Fact]
    public void Free_is_a_lower_bound_unless_its_start_was_observed()
    {
        Watch(Empty, 12);
        Assert.Equal((GpuState.Free, true), (Gpu.State, Gpu.IsLowerBound));

        Watch(Held, 3, Process(7, ageSeconds: 0));
        Watch(Empty, 12);
        Assert.Equal((GpuState.Free, false, Start.AddSeconds(15)), (Gpu.State, Gpu.IsLowerBound, Gpu.Since));
    }

    [Theory]
    [InlineData(100, 0, 0, 0)]
    [InlineData(0, 6, 0, 0)]
    [InlineData(0, 0, 40, 0)]
    [InlineData(0, 0, 0, 99)]
    public void Video_engine_use_counts_as_computation(int encoder, int decoder, int jpeg, int ofa)
    {
        var working = Empty with { EncoderPercent = encoder, DecoderPercent = decoder, JpegPercent = jpeg, OfaPercent = ofa };
        Watch(working, 60);
        Assert.Equal(GpuState.Busy, Gpu.State);

        Watch(working with { MemoryUsedMiB = 30000 }, 60, Process(7, ageSeconds: 600));
        Assert.Equal(GpuState.Busy, Gpu.State);
    }

    [Fact]
    public void A_process_that_encodes_is_not_idle()
    {
        var encoding = Process(7, ageSeconds: 600) with { Shares = [new GpuShare("GPU-0", 30000, 0) { VideoPercent = 99 }] };
        Watch(Held, 60, encoding);

        Assert.Null(IdleDuration.Of(_server, _server.Processes[0], Start.AddSeconds(60), Rules));
    }

    [Fact]
    public void Unified_memory_is_the_hosts_and_what_processes_hold()
    {
        var unified = Empty with { Name = "NVIDIA GB10", MemoryUsedMiB = null, MemoryTotalMiB = null, HasUnifiedMemory = true };
        Hear(new Reading.Host(new HostSample { MemoryTotalMiB = 122_000 }));

        Watch(unified, 12);
        Assert.Equal((GpuState.Free, 0, 122_000), (Gpu.State, _server.Gpus[0].Sample.MemoryUsedMiB, _server.Gpus[0].Sample.MemoryTotalMiB));
        Assert.True(PlacementSearch.CanBePlaced(_server, _server.Gpus[0]));

        Watch(unified, 12, Process(7, ageSeconds: 0), Process(8, ageSeconds: 0));
        Assert.Equal((GpuState.Busy, 60_000), (Gpu.State, _server.Gpus[0].Sample.MemoryUsedMiB));
    }

    [Fact]
    public void Unified_memory_of_processes_that_cannot_be_listed_is_not_known_and_never_busy_or_free()
    {
        var unified = Empty with { MemoryUsedMiB = null, MemoryTotalMiB = null, HasUnifiedMemory = true };
        for (; _second < 60; _second++)
        {
            Hear(new Reading.Processes([], "Insufficient Permissions"));
            Hear(new Reading.Gpus([unified], null));
        }

        Assert.Equal((GpuState.Unknown, false), (Gpu.State, Gpu.IsPending));
        Assert.Null(_server.Gpus[0].Sample.MemoryUsedMiB);
    }

    [Fact]
    public void Without_memory_and_processes_a_gpu_is_not_busy()
    {
        Watch(Empty with { MemoryUsedMiB = null }, 60);
        Assert.Equal((GpuState.Unknown, "the driver does not tell memory"), (Gpu.State, Gpu.Why));

        Watch(Empty with { MemoryUsedMiB = null }, 60, Process(7, ageSeconds: 600));
        Assert.Equal(GpuState.Idle, Gpu.State);
    }

    [Theory]
    [InlineData("/usr/bin/nvidia-cuda-mps-server", 30, true)]
    [InlineData("/usr/lib/xorg/Xorg -core :0 -seat seat0", 157, true)]
    [InlineData("/usr/bin/gnome-shell", 900, true)]
    [InlineData("/usr/bin/gnome-shell", 1024, false)]
    [InlineData("/usr/bin/python Xorg", 30, false)]
    [InlineData("Xorg-of-alice", 30, false)]
    public void Small_residents_do_not_occupy_a_gpu(string command, int memory, bool isResident)
    {
        var resident = Process(7, ageSeconds: 600) with { Command = command, Shares = [new GpuShare("GPU-0", memory, null)] };
        Watch(Empty with { MemoryUsedMiB = 4 + memory }, 12, resident);

        Assert.Equal(isResident, _server.Processes[0].IsResident);
        Assert.Equal(isResident, Gpu.State == GpuState.Free);
        Assert.Equal(isResident, PlacementSearch.CanBePlaced(_server, _server.Gpus[0]));
        Assert.Null(IdleDuration.Of(_server, _server.Processes[0], Start.AddSeconds(12), Rules));
    }

    [Fact]
    public void The_memory_of_residents_is_not_what_others_hold()
    {
        GpuProcess Resident(int pid, string command) =>
            Process(pid, ageSeconds: 600) with { Command = command, Shares = [new GpuShare("GPU-0", 700, null)] };

        Watch(Empty with { MemoryTotalMiB = 12288, MemoryUsedMiB = 1450 }, 12, Resident(7, "Xorg"), Resident(8, "gnome-shell"));

        Assert.Equal(GpuState.Free, Gpu.State);
    }

    [Fact]
    public void Reserved_vGPU_memory_does_not_occupy_a_gpu()
    {
        Watch(Empty with { Name = "NVIDIA A40-48Q", MemoryTotalMiB = 49152, MemoryUsedMiB = 3500 }, 12);
        Assert.Equal(GpuState.Free, Gpu.State);

        Watch(Empty with { Name = "NVIDIA A40", MemoryTotalMiB = 49152, MemoryUsedMiB = 3500 }, 12);
        Assert.Equal(GpuState.Busy, Gpu.State);
    }

    private static GpuProcess Process(int pid, int ageSeconds) => new()
    {
        Pid = pid,
        User = "bob",
        UserId = 1002,
        Command = "python train.py",
        Elapsed = TimeSpan.FromSeconds(ageSeconds),
        Shares = [new GpuShare("GPU-0", 30000, 0)],
    };

    // Each process is as old as given in the first of the seconds.
    private void Watch(GpuSample sample, int seconds, params GpuProcess[] processes)
    {
        for (var i = 0; i < seconds; i++, _second++)
        {
            var aged = processes.Select(process => process with { Elapsed = process.Elapsed + TimeSpan.FromSeconds(i) });
            Hear(new Reading.Processes([.. aged], null));
            Hear(new Reading.Gpus([sample], null));
        }
    }

    private void Hear(Reading reading) => _server = _server.Apply(reading, Start.AddSeconds(_second), Rules);
}
