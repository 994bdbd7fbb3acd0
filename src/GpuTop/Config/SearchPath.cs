namespace GpuTop.Config;

/// <summary>Where programs are looked for: the directories of <c>PATH</c> that do not depend on the current directory.</summary>
internal static class SearchPath
{
    /// <summary>Takes relative and empty entries out of <c>PATH</c>, for this process and all its children, and with them a relative
    /// <c>HOME</c>: who owns the current directory would choose the <c>ssh</c> that gputop runs.</summary>
    public static void Restrict()
    {
        Environment.SetEnvironmentVariable("PATH", string.Join(':', Absolute(Environment.GetEnvironmentVariable("PATH"))));
        if (Environment.GetEnvironmentVariable("HOME") is { } home && !Path.IsPathRooted(home))
        {
            Environment.SetEnvironmentVariable("HOME", null);
        }
    }

    /// <summary>The absolute entries of a <c>PATH</c>, in order; may be empty.</summary>
    public static string[] Absolute(string? path) => [.. (path ?? "").Split(':').Where(Path.IsPathRooted)];

    /// <summary>Full path of a program; where no directory has it, one that does not exist, so that starting it fails.</summary>
    /// <param name="program">Its name, without directories.</param>
    /// <param name="path">A <c>PATH</c>.</param>
    public static string Find(string program, string? path)
    {
        var places = Absolute(path).Select(directory => Path.Combine(directory, program)).ToList();
        return places.FirstOrDefault(File.Exists) ?? places.FirstOrDefault("/" + program);
    }
}
