using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Container and Slurm job of a line of <c>/proc/PID/cgroup</c>.</summary>
/// <param name="Container">The outermost container, the one that the host's runtime lists; null outside containers.</param>
/// <param name="SlurmJob">Slurm job id; null outside Slurm.</param>
/// <param name="SlurmUserId">Numeric owner of the job; null outside Slurm and with cgroup v2, whose path does not hold it.</param>
internal readonly partial record struct Cgroup(Container? Container, string? SlurmJob, int? SlurmUserId)
{
    /// <summary>Parses <c>hierarchy:controllers:path</c>; all fields are null for a path of the host and for other text.</summary>
    public static Cgroup Read(string line)
    {
        Container? container = null;
        string? pod = null, job = null;
        int? jobUser = null;
        var (parent, slurm, ecs) = ("", false, false);
        var path = line.Split(':', 3).ElementAtOrDefault(2) ?? "";
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var segment in segments)
        {
            slurm |= segment.Contains("slurm", StringComparison.Ordinal);
            if (slurm && segment is ['j', 'o', 'b', '_', .. var id] && NumberParser.Pid(id) is not null)
            {
                job ??= id;
            }
            else if (slurm && segment is ['u', 'i', 'd', '_', .. var userId])
            {
                jobUser ??= NumberParser.Digits(userId);
            }

            // systemd writes _ for -.
            pod ??= Pod().Match(segment) is { Success: true } match ? match.Groups["id"].Value.Replace('_', '-') : null;
            ecs |= segment == "ecs";
            if (!ecs)
            {
                container ??= ContainerOf(segment, parent, pod);
            }

            parent = segment;
        }

        // In /ecs/TASK/CONTAINER the id of the task has the form of a container id. ECS on own machines has docker's ids.
        if (ecs && container is null && parent != "ecs")
        {
            container = EcsId().IsMatch(parent) ? new Container("ecs", parent) : ContainerOf(parent, segments[^2], pod);
        }

        return new Cgroup(container, job, jobUser);
    }

    private static Container? ContainerOf(string segment, string parent, string? pod)
    {
        if (Unit().Match(segment) is { Success: true } unit)
        {
            return RuntimeOf(unit.Groups["maker"].Value) is { } maker ? new Container(maker, unit.Groups["id"].Value, Pod: pod) : null;
        }

        // .../kubepods-burstable-podUID.slice:cri-containerd:ID
        if (CriUnit().Match(segment) is { Success: true } cri)
        {
            return new Container("containerd", cri.Groups["id"].Value, Pod: pod);
        }

        const string Payload = "lxc.payload.";
        if (parent is "lxc" or "lxc.payload" || segment.StartsWith(Payload, StringComparison.Ordinal))
        {
            var name = parent is "lxc" or "lxc.payload" ? segment : segment[Payload.Length..];
            return new Container("lxc", name, name);
        }

        var runtime = pod is not null ? "kubernetes" : parent switch
        {
            "docker" => "docker",
            "libpod_parent" => "podman",
            _ => "container",
        };
        return Id().IsMatch(segment) ? new Container(runtime, segment, Pod: pod) : null;
    }

    // Null for the scopes of helper processes (libpod-conmon-ID.scope), which hold no container.
    private static string? RuntimeOf(string maker) => maker switch
    {
        "docker" => "docker",
        "libpod" => "podman",
        "crio" => "crio",
        "nerdctl" => "containerd",
        _ => maker.EndsWith("containerd", StringComparison.Ordinal) ? "containerd" : null,
    };

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Id();

    // Fargate has 32 digits, a dash and a number.
    [GeneratedRegex(@"^(?:[0-9a-f]{64}|[0-9a-f]{32}-[0-9]+)\z")]
    private static partial Regex EcsId();

    // A systemd scope, docker-ID.scope; podman without systemd has libpod-ID.
    [GeneratedRegex(@"^(?:(?<maker>.+)-(?<id>[0-9a-f]{64})\.scope|(?<maker>libpod)-(?<id>[0-9a-f]{64}))\z")]
    private static partial Regex Unit();

    [GeneratedRegex(@":cri-containerd:(?<id>[0-9a-f]{64})\z")]
    private static partial Regex CriUnit();

    // kubepods-besteffort-podUID.slice, podUID
    [GeneratedRegex(@"^(?:kubepods.*-)?pod(?<id>[0-9a-f_-]{32,})(?:\.slice|\z)")]
    private static partial Regex Pod();
}
