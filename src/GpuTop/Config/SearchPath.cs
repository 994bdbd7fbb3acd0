namespace GpuTop.Config;

/// <summary>Search path for programs: the entries of <c>PATH</c> that do not depend on the current directory.</summary>
internal static class SearchPath
{
    /// <summary>Removes relative and empty entries of <c>PATH</c> and a relative <c>HOME</c> for this process and its children; otherwise
    /// the owner of the current directory could substitute the <c>ssh</c> that gputop runs.</summary>
    public static void Restrict()
    {
        Environment.SetEnvironmentVariable("PATH", string.Join(':', Absolute(Environment.GetEnvironmentVariable("PATH"))));
        if (Environment.GetEnvironmentVariable("HOME") is { } home && !Path.IsPathRooted(home))
        {
            Environment.SetEnvironmentVariable("HOME", null);
        }
    }

    /// <summary>Absolute entries of a <c>PATH</c>, in order; may be empty.</summary>
    public static string[] Absolute(string? path) => [.. (path ?? "").Split(':').Where(Path.IsPathRooted)];

    /// <summary>Full path of a program; a path that does not exist when no directory has it, so that starting it fails.</summary>
    /// <param name="program">File name without directories.</param>
    /// <param name="path">Value of <c>PATH</c>.</param>
    public static string Find(string program, string? path)
    {
        var places = Absolute(path).Select(directory => Path.Combine(directory, program)).ToList();
        return places.FirstOrDefault(File.Exists) ?? places.FirstOrDefault("/" + program);
    }
}
