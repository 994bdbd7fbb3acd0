using System.Diagnostics;

namespace GpuTop.EndToEnd;

/// <summary>A real process in a real control group of the name that a container runtime or Slurm gives; nothing else makes
/// <c>/proc/PID/cgroup</c> say so.</summary>
internal sealed class ContainedProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _top;

    /// <param name="job">What to start.</param>
    /// <param name="path">Path of the group below the hierarchy, <c>docker/3f2a…</c>.</param>
    public ContainedProcess(ProcessStartInfo job, string path)
    {
        _process = Process.Start(job)!;
        _top = Path.Combine(Hierarchy!, path.Split('/')[0]);
        var group = Path.Combine(Hierarchy!, path);
        Directory.CreateDirectory(group);
        File.WriteAllText(Path.Combine(group, "cgroup.procs"), $"{_process.Id}\n");
    }

    /// <summary>Where groups can be made; null where they can't: not root, or no such file system.</summary>
    public static string? Hierarchy { get; } =
        Environment.UserName != "root" ? null : new[] { "/sys/fs/cgroup/cpu", "/sys/fs/cgroup" }.FirstOrDefault(CanMakeGroups);

    public int Pid => _process.Id;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();

        // Groups are removed one by one; their files are not files.
        var groups = Directory.EnumerateDirectories(_top, "*", SearchOption.AllDirectories).OrderByDescending(name => name.Length);
        foreach (var group in groups.Append(_top))
        {
            Programs.Run("rmdir", [group]);
        }
    }

    private static bool CanMakeGroups(string hierarchy)
    {
        var probe = Path.Combine(hierarchy, $"gputop-test-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(probe);
            var can = File.Exists(Path.Combine(probe, "cgroup.procs"));
            Programs.Run("rmdir", [probe]);
            return can;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
