using System.Buffers;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Container and Slurm job of a line of <c>/proc/PID/cgroup</c>.</summary>
/// <param name="Container">The outermost container, the one that the host's runtime lists; null outside containers.</param>
/// <param name="SlurmJob">Slurm job id; null outside Slurm.</param>
/// <param name="SlurmUserId">Numeric owner of the job; null outside Slurm and with cgroup v2, whose path does not hold it.</param>
internal readonly record struct Cgroup(Container? Container, string? SlurmJob, int? SlurmUserId)
{
    private const int LengthOfId = 64;
    private const int LengthOfEcsId = 32;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static readonly SearchValues<byte> PodDigits = SearchValues.Create("0123456789abcdef-_"u8);

    /// <summary>Parses <c>hierarchy:controllers:path</c>; all fields are null for a path of the host and for other text.</summary>
    public static Cgroup Read(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        FieldReader.TakeField(ref line, (byte)':');
        FieldReader.TakeField(ref line, (byte)':');
        Container? container = null;
        string? pod = null, job = null;
        int? jobUser = null;
        ReadOnlySpan<byte> parent = default;
        var slurm = false;
        var ecs = false;
        while (!line.IsEmpty)
        {
            var segment = FieldReader.TakeField(ref line, (byte)'/');
            if (segment.IsEmpty)
            {
                continue;
            }

            slurm |= segment.IndexOf("slurm"u8) >= 0;
            if (slurm && segment.StartsWith("job_"u8) && NumberParser.Pid(segment["job_"u8.Length..]) is not null)
            {
                job ??= StringPool.Of(segment["job_"u8.Length..]);
            }
            else if (slurm && segment.StartsWith("uid_"u8))
            {
                jobUser ??= NumberParser.Digits(segment["uid_"u8.Length..]);
            }

            pod ??= PodOf(segment);
            ecs |= segment.SequenceEqual("ecs"u8);
            if (!ecs || line.IsEmpty)
            {
                // In /ecs/TASK/CONTAINER the id of the task has the form of a container id.
                container ??= ecs && IsEcsId(segment) ? new Container("ecs", StringPool.Of(segment)) : ContainerOf(segment, parent, pod);
            }

            parent = segment;
        }

        return new Cgroup(container, job, jobUser);
    }

    private static Container? ContainerOf(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> parent, string? pod)
    {
        if (UnitOf(segment) is { } unit)
        {
            return new Container(unit.Runtime, unit.Id, Pod: pod);
        }

        // .../kubepods-burstable-podUID.slice:cri-containerd:ID
        if (segment.LastIndexOf(":cri-containerd:"u8) is >= 0 and var mark && IsId(segment[(mark + ":cri-containerd:"u8.Length)..]))
        {
            return new Container("containerd", StringPool.Of(segment[(mark + ":cri-containerd:"u8.Length)..]), Pod: pod);
        }

        if (parent.SequenceEqual("lxc"u8) || parent.SequenceEqual("lxc.payload"u8))
        {
            return Named("lxc", segment);
        }

        if (segment.StartsWith("lxc.payload."u8))
        {
            return Named("lxc", segment["lxc.payload."u8.Length..]);
        }

        if (!IsId(segment))
        {
            return null;
        }

        var runtime = pod is not null ? "kubernetes"
            : parent.SequenceEqual("docker"u8) ? "docker"
            : parent.SequenceEqual("libpod_parent"u8) ? "podman"
            : "container";
        return new Container(runtime, StringPool.Of(segment), Pod: pod);
    }

    private static Container Named(string runtime, ReadOnlySpan<byte> name) => new(runtime, StringPool.Of(name), StringPool.Of(name));

    /// <summary>Runtime and id of a systemd scope <c>docker-ID.scope</c>; null for the scopes of helper processes
    /// (<c>libpod-conmon-ID.scope</c>), which hold no container.</summary>
    private static (string Runtime, string Id)? UnitOf(ReadOnlySpan<byte> segment)
    {
        if (!segment.EndsWith(".scope"u8) && !segment.StartsWith("libpod-"u8))
        {
            return null;
        }

        var name = segment.EndsWith(".scope"u8) ? segment[..^".scope"u8.Length] : segment;
        var dash = name.LastIndexOf((byte)'-');
        if (dash < 0 || !IsId(name[(dash + 1)..]))
        {
            return null;
        }

        var maker = name[..dash];
        var runtime = maker switch
        {
            _ when maker.SequenceEqual("docker"u8) => "docker",
            _ when maker.SequenceEqual("libpod"u8) => "podman",
            _ when maker.SequenceEqual("crio"u8) => "crio",
            _ when maker.EndsWith("containerd"u8) || maker.SequenceEqual("nerdctl"u8) => "containerd",
            _ => null,
        };
        return runtime is null ? null : (runtime, StringPool.Of(name[(dash + 1)..]));
    }

    /// <summary>The pod of a segment such as <c>kubepods-besteffort-podUID.slice</c> or <c>podUID</c>; systemd writes <c>_</c> for
    /// <c>-</c>.</summary>
    private static string? PodOf(ReadOnlySpan<byte> segment)
    {
        var id = segment[(segment.StartsWith("kubepods"u8) ? segment.LastIndexOf("-pod"u8) + 1 : 0)..];
        if (!id.StartsWith("pod"u8))
        {
            return null;
        }

        id = id["pod"u8.Length..];
        var end = id.IndexOf(".slice"u8);
        id = end < 0 ? id : id[..end];
        return id.Length >= 32 && id.IndexOfAnyExcept(PodDigits) < 0 ? StringPool.Of(id).Replace('_', '-') : null;
    }

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length == LengthOfId && text.IndexOfAnyExcept(HexDigits) < 0;

    // ECS on own machines has docker's ids; Fargate has 32 digits, a dash and a number.
    private static bool IsEcsId(ReadOnlySpan<byte> text) =>
        IsId(text)
        || (text.Length > LengthOfEcsId + 1
            && text[..LengthOfEcsId].IndexOfAnyExcept(HexDigits) < 0
            && text[LengthOfEcsId] == '-'
            && text[(LengthOfEcsId + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
}
