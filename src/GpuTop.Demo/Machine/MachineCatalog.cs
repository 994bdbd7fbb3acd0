using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>The machines of the simulated fleet: four with prepared jobs, then any number of eight kinds.</summary>
internal static class MachineCatalog
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>A notebook that its user has left.</summary>
    private static readonly UtilizationProfile Abandoned = new UtilizationProfile.Notebook((int)(2 * Day + (15 * Hour)));

    /// <summary>A program in a debugger that holds its GPU.</summary>
    private static readonly JobKind Unending =
        JobKind.Debug with { Work = new UtilizationProfile.Training(99, 400, 3), MemoryShare = 0.71 };

    /// <summary>The machine at an index of the fleet, from 0.</summary>
    public static MachineSpec At(int place)
    {
        var spec = place switch
        {
            0 => Eight,
            1 => Full,
            2 => Small,
            3 => Split,
            _ => Various(place) with
            {
                Latency = TimeSpan.FromMilliseconds(3 + (place * 37 % 60)),
                Uptime = TimeSpan.FromDays(2.3 + (place * 13 % 200)),
            },
        };
        return spec with { Name = $"gpu{place + 1:00}" };
    }

    private static MachineSpec Eight => new()
    {
        Name = "",
        Model = CardModel.A100,
        Cards = 8,
        Cores = 128,
        HostMiB = 1_031_000,
        Latency = TimeSpan.FromMilliseconds(12),
        KeepFree = 1,
        Fault = (7, "[GPU requires reset]"),
        InitialJobs =
        [
            new InitialJob(JobKind.TwoGpuTrain, Person.Me, [0, 1], 2 * Day + (4 * Hour) + 700, 9 * Hour) { Window = 0 },
            new InitialJob(JobKind.Eval, Person.Me, [0], 12 * Minute, 75) { Window = 1 },
            new InitialJob(JobKind.Notebook with { Work = Abandoned }, Person.Bob, [3], 3 * Day + Hour, 2 * Day),
            new InitialJob(JobKind.Chinese, Person.LiWei, [4], 7 * Hour + (12 * Minute), 3 * Hour),
            new InitialJob(JobKind.Serve, Person.Erin, [6], 11 * Day + (2 * Hour), 4 * Day),
        ],
        Windows =
        [
            new Window("work", "vit", "/home/alice/vit", 76, IsAttached: true),
            new Window("work", "eval", "/home/alice/vit", 76),
            new Window("work", "logs", "/scratch/alice/runs", 76),
            new Window("notes", "bash", "/home/alice", 400),
        ],
        BackgroundPrograms =
        [
            new BackgroundProgram(Person.Me, "python -m tensorboard.main --logdir /scratch/alice/runs --port 6006", "tensorboard", 2.5, 900)
            {
                Listens = "0.0.0.0:6006",
            },
            new BackgroundProgram(Person.Me, "python -m jupyterlab --no-browser --port 8888", "jupyter-lab", 0.8, 420)
            {
                Listens = "127.0.0.1:8888",
            },
            new BackgroundProgram(
                Person.Dave, "python preprocess.py --workers 32 --in /data/raw --out /scratch/dave", "python", 2910, 61_440),
            new BackgroundProgram(Person.Carol, "tar --zstd -xf imagenet21k.tar.zst -C /scratch/carol", "tar", 96, 210),
            new BackgroundProgram(Person.Root, "[kworker/u512:3+nfsiod]", "kworker", 12, 0),
        ],
        Volumes = Disks(0.62, 0.908, 0.47, 0.31),
    };

    private static MachineSpec Full => new()
    {
        Name = "",
        Model = CardModel.A100,
        Cards = 8,
        Cores = 128,
        HostMiB = 1_031_000,
        Latency = TimeSpan.FromMilliseconds(8),
        KeepFree = 0,
        InitialJobs =
        [
            new InitialJob(JobKind.Ddp4, Person.Me, [0, 1, 2, 3], 19 * Hour + 300, 6 * Hour) { Window = 0 },
            new InitialJob(JobKind.Generate4, Person.Carol, [4, 5, 6, 7], 5 * Hour + (40 * Minute), 7 * Hour),
        ],
        Windows = [new Window("ddp", "train", "/home/alice/imagenet", 20), new Window("ddp", "top", "/home/alice", 20)],
        BackgroundPrograms =
        [
            new BackgroundProgram(Person.Me, "/home/alice/miniconda3/bin/python -m visdom.server -port 8097", "python", 0.6, 210)
            {
                Listens = "127.0.0.1:8097",
            },
            new BackgroundProgram(Person.Carol, "rsync -a /scratch/carol/ nas01:/backup/carol/", "rsync", 41, 160),
        ],
        Volumes = Disks(0.58, 0.908, 0.892, 0.44),
    };

    private static MachineSpec Small => new()
    {
        Name = "",
        Model = CardModel.Rtx3090,
        Cards = 4,
        Cores = 32,
        HostMiB = 128_500,
        Driver = "535.183.01",
        Latency = TimeSpan.FromMilliseconds(9),
        SecondsBetweenJobs = 150,
        HotCard = 1,
        InitialJobs =
        [
            new InitialJob(JobKind.ResNet, Person.Carol, [0], 41 * Minute, 95 * Minute),
            new InitialJob(Unending, Person.Dave, [1], 26 * Minute, 33 * Minute),
        ],
        Windows = [new Window("main", "bash", "/home/alice", 30, IsAttached: true)],
        BackgroundPrograms = [new BackgroundProgram(Person.Erin, "ffmpeg -i lecture.mkv -c:v libx265 lecture.mp4", "ffmpeg", 310, 1400)],
        Volumes = [.. Disks(0.81, 0.908, 0.041, 0.973), Archive],
    };

    private static MachineSpec Split => new()
    {
        Name = "",
        Model = CardModel.H100,
        Cards = 1,
        Cores = 64,
        HostMiB = 515_000,
        Driver = "560.35.03",
        Latency = TimeSpan.FromMilliseconds(31),
        SecondsBetweenJobs = 260,
        Instances = [("3g.40gb", 40448), ("2g.20gb", 20096), ("1g.10gb", 9984), ("1g.10gb", 9984)],
        InitialJobs =
        [
            new InitialJob(JobKind.Train, Person.Erin, [0], 8 * Hour + (3 * Minute), 5 * Hour),
            new InitialJob(JobKind.Notebook, Person.Bob, [2], 95 * Minute, 2 * Hour),
        ],
        BackgroundPrograms =
            [new BackgroundProgram(Person.LiWei, "python tokenize.py --corpus /data/语料 --threads 24", "python", 1830, 9200)],
        Volumes = Disks(0.34, 0.908, 0.22, 0.12),
        Outages = Outages.Usual,
    };

    private static MachineSpec Various(int place) => (place % 8) switch
    {
        4 => Small with
        {
            Model = CardModel.Rtx4090,
            Cards = 2,
            Driver = "565.57.01",
            HotCard = null,
            InitialJobs = [],
            Cores = 24,
            HostMiB = 96_500,
        },
        5 => Full with
        {
            Model = CardModel.H200,
            Driver = "570.86.15",
            KeepFree = 1,
            InitialJobs = [],
            Fault = place == 5 ? (5, "GPU is lost.  Reboot the system to recover this GPU") : null,
            Cores = 192,
            HostMiB = 2_063_000,
        },
        6 => Small with
        {
            Model = CardModel.Orin,
            Cards = 1,
            Driver = "540.4.0",
            Dialect = Dialect.Jetson,
            HotCard = null,
            InitialJobs = [],
            Cores = 12,
            HostMiB = 62_800,
        },
        7 => Eight with
        {
            Model = CardModel.V100,
            Driver = "418.226.00",
            Dialect = Dialect.Old,
            System = "CentOS Linux 7 (Core)",
            InitialJobs = [],
            Fault = null,
            Cores = 80,
            HostMiB = 515_000,
        },
        3 => Split with { InitialJobs = [], Outages = Outages.Usual with { First = TimeSpan.FromSeconds(100 + (place * 17 % 300)) } },
        2 => Small with { InitialJobs = [], HotCard = place / 8 % 4 },
        1 => Full with { InitialJobs = [], KeepFree = 1 },
        _ => Eight with { InitialJobs = [], Fault = null },
    };

    private static Volume Archive =>
        new("tape01:/export/archive", "/archive", "nfs", "rw,relatime,vers=3,hard,proto=tcp", 0, 0, 0, 0) { Hangs = true };

    private static ImmutableArray<Volume> Disks(double root, double home, double scratch, double scratchInodes) =>
    [
        new Volume("/dev/nvme0n1p2", "/", "ext4", "rw,relatime,errors=remount-ro", 479_079_112, root, 30_498_816, 0.06),
        new Volume("/dev/nvme0n1p1", "/boot/efi", "vfat", "rw,relatime,fmask=0077,dmask=0077", 1_098_632, 0.006, 0, 0),
        new Volume(
            "nas01:/export/home", "/home", "nfs4", "rw,relatime,vers=4.2,rsize=1048576,hard", 42_949_672_960, home, 2_147_483_648, 0.12)
        {
            GrowthPerHour = 0.0007,
        },
        new Volume(
            "/dev/md127", "/scratch", "xfs", "rw,noatime,attr2,inode64,logbufs=8", 7_500_212_224, scratch, 375_010_611, scratchInodes)
        {
            GrowthPerHour = 0.11,
        },
        new Volume("nas02:/export/datasets", "/data", "nfs4", "ro,relatime,vers=4.2,hard", 107_374_182_400, 0.744, 4_294_967_295, 0.34),
    ];
}
