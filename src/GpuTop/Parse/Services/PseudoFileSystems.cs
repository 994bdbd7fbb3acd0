using System.Collections.Frozen;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Recognizes file systems without data of users: interfaces of the kernel, memory, layers of containers, read-only
/// images.</summary>
internal static class PseudoFileSystems
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devfs", "devpts", "devtmpfs", "efivarfs", "erofs",
        "fuse.fuse-overlayfs", "fuse.gvfsd-fuse", "fuse.lxcfs", "fuse.portal", "fuse.snapfuse", "fuse.squashfuse", "fuse.squashfuse_ll",
        "fusectl", "hugetlbfs", "iso9660", "mqueue", "nfsd", "nsfs", "nullfs", "overlay", "proc", "pstore", "ramfs", "rootfs",
        "rpc_pipefs", "securityfs", "selinuxfs", "squashfs", "sysfs", "tmpfs", "tracefs");

    // Device names, for mounts without a known type.
    private static readonly FrozenSet<string> Devices = FrozenSet.Create(
        "/dev", "cgroup", "cgroup2", "cgroupfs", "configfs", "debugfs", "dev", "devfs", "devpts", "devtmpfs", "efivarfs", "gvfsd-fuse",
        "hugetlbfs", "lxcfs", "mqueue", "none", "nsfs", "overlay", "portal", "proc", "pstore", "rootfs", "run", "securityfs",
        "selinuxfs", "shm", "sysfs", "systemd-1", "tmpfs", "tracefs", "udev");

    /// <summary>Whether a mount is left out. The root is kept, even where it is a container's layer or the memory of a live
    /// system.</summary>
    public static bool Contain(Mount mount) =>
        (mount.SizeKiB is null or 0 && mount.HangsFor is null && mount.Problem is null)
        || (mount.Path != "/" && (IsByName(mount) || IsImage(mount)));

    private static bool IsByName(Mount mount) =>
        mount.Type is { } type
            ? Types.Contains(type)
            : Devices.Contains(mount.Device) || mount.Device.StartsWith("map ", StringComparison.Ordinal);

    // Snaps are read-only images, always full.
    private static bool IsImage(Mount mount) => mount.Device.StartsWith("/dev/loop", StringComparison.Ordinal) && mount.AvailableKiB is 0;
}
