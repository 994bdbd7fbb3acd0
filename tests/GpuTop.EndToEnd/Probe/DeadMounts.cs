namespace GpuTop.EndToEnd.Probe;

/// <summary>File systems of servers that may be dead: what stands in <c>/proc/mounts</c>, and a <c>df</c> that hangs as long as one of its
/// paths is said to. Folders and programs are stand-ins, so that nobody has to be root.</summary>
internal static class DeadMounts
{
    private const string Awk = """
        for word; do
          shift
          [ "$word" = /proc/mounts ] && word=$GPUTOP_FAKE_STATE/mounts
          set -- "$@" "$word"
        done
        for folder in /usr/local/bin /usr/bin /bin; do [ -x $folder/awk ] && exec $folder/awk "$@"; done

        """;

    private const string Df = """
        trap '' TERM HUP INT
        for path; do
          while grep -Fqx -e "$path" "$GPUTOP_FAKE_STATE/dead"; do sleep 0.1; done
        done
        echo "df $*" >>"$GPUTOP_FAKE_STATE/asked"
        echo 'Filesystem     1024-blocks   Used Available Capacity Mounted on'
        for path; do case $path in /*) echo "nas:/export$path 1000 250 750 25% $path";; esac; done

        """;

    /// <summary>The programs, by their names, as lines for <c>sh</c>.</summary>
    public static (string Name, string Script)[] Programs { get; } = [("awk", Awk), ("df", Df)];

    /// <summary>Says what is mounted, as lines of <c>/proc/mounts</c>.</summary>
    public static void Mount(FakeDriver driver, params string[] lines)
    {
        Replace(driver, "mounts", lines);
        Kill(driver);
    }

    /// <summary>Says on which of the paths <c>df</c> hangs from now on; on none when there is none.</summary>
    public static void Kill(FakeDriver driver, params string[] paths) => Replace(driver, "dead", paths);

    /// <summary>The calls of <c>df</c> that answered.</summary>
    public static string[] Asked(FakeDriver driver) =>
        File.Exists(Path.Combine(driver.State, "asked")) ? File.ReadAllLines(Path.Combine(driver.State, "asked")) : [];

    /// <summary>The calls of <c>df</c> that are at work.</summary>
    public static string[] Asking(FakeDriver driver) =>
        [.. driver.Calls().Where(call => call.Contains("/df -P ", StringComparison.Ordinal))];

    // In one step, so that nobody reads half of it.
    private static void Replace(FakeDriver driver, string name, string[] lines)
    {
        var path = Path.Combine(driver.State, name);
        File.WriteAllLines(path + ".new", lines);
        File.Move(path + ".new", path, overwrite: true);
    }
}
