using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace GpuTop.Recordings;

/// <summary>Words that an anonymous recording keeps: they belong to formats, file systems and common programs.</summary>
internal static partial class AnonymizerVocabulary
{
    private static readonly FrozenSet<string> Words = string.Join(
        ' ',
        // Sections of the probe.
        "user uid home host sys shell os boot clock cores Linux Ubuntu Debian GNU CentOS Rocky AlmaLinux Red Hat Enterprise",
        "Fedora Arch openSUSE LTS",
        // The driver.
        "NVIDIA GPU MIG UUID Device Type Process name Name memory used Used process processes found running Not Found",
        "Insufficient Permissions",
        "Graphics Tesla Quadro GeForce RTX GTX Unknown Error ERR Unable determine device handle failed communicate with driver",
        "No devices were no N A C M gpu pid type sm mem enc dec jpg ofa command Idx cmd MiB",
        // ps, top, /proc.
        "PID PPID USER PR NI VIRT RES SHR TIME CPU MEM COMMAND top up days day min users load average Tasks total sleeping",
        "stopped zombie Cpu us sy ni id",
        "wa hi si st KiB free buff cache Swap avail Mem rt defunct deleted",
        // Control groups.
        "slice scope service session docker libpod podman kubepods burstable besteffort pod crio containerd cri lxc machine",
        "ecs slurm slurmstepd job step batch",
        "extern system init cgroup",
        // df and mounts.
        "Filesystem blocks Available Capacity Mounted on Inodes IUsed IFree IUse dev mapper rootfs overlay tmpfs ext2 ext3",
        "ext4 xfs btrfs zfs nfs nfs3 nfs4 cifs",
        "smb3 lustre gpfs beegfs ceph fuse sshfs vfat ntfs df cannot access No such file or directory Permission denied Stale",
        "handle Transport endpoint is not",
        "connected Input output error Host down rw ro",
        // tmux, screen, ss.
        "There is are a screen screens Attached Detached Multi Dead Remote or dead Socket Sockets in found no server LISTEN",
        "users pid fd uid ino sk timer",
        // Places and programs.
        "root home data scratch mnt media var tmp usr opt bin lib local share srv work envs venv site packages conda miniconda3 anaconda3",
        "python python2 python3 ipython bash sh zsh fish tcsh dash tmux screen ssh sshd java node ruby perl julia torchrun",
        "accelerate deepspeed jupyter lab",
        "notebook ipykernel_launcher ipykernel tensorboard visdom ray vllm train eval main run test serve server worker py",
        "ipynb json yaml txt log csv",
        "lr batch size epochs num gpus model config seed resume output nvidia smi systemd Xorg gnome dcgm mps control sleep sudo port ip")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet();

    /// <summary>Whether a word is kept.</summary>
    public static bool Contains(string word) => Words.Contains(word) || Numbered().IsMatch(word);

    // Block devices, numbered control groups and kernel threads: sda1, nvme0n1p2, job_17, uid_1000, step_0.
    [GeneratedRegex(
        @"^(?:sd[a-z]{1,2}\d{0,3}|[vx]+d[a-z]\d{0,3}|nvme\d+n\d+(?:p\d+)?|md\d+|dm|loop\d+|(?:job|uid|step|cpu|kworker)_?\d+)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}
