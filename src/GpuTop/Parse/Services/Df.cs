using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>File systems: lines <c>K</c> (a row of <c>df -P -k</c>), <c>I</c> (of <c>df -P -i</c>), <c>T</c> (of <c>/proc/mounts</c>),
/// <c>E</c> (an error: of a mount, or of none), <c>H</c> (seconds, and a mount whose <c>df</c> has not answered for so
/// long).</summary>
internal static class Df
{
    // Each is compared with each mount that has no row.
    private const int MostErrors = 100;

    /// <summary>What holds data, in the order of the list; of a device that is mounted more than once the shortest path.</summary>
    public static Reading.Mounts Read(ReadOnlySpan<byte> text)
    {
        var (sizes, inodes) = (new List<DfRow>(), new List<DfRow>());
        var mounted = new Dictionary<string, (string Device, string Type)>();
        var hanging = new Dictionary<string, TimeSpan>();
        var count = 0;
        var errors = new List<string>();
        while (TaggedLines.TryTake(ref text, out var kind, out var line))
        {
            // A mount has a line of each of three kinds.
            if (++count > 3 * Limits.Others)
            {
                continue;
            }

            switch ((char)kind)
            {
                case 'K' when DfRow.Read(line) is { } row:
                    sizes.Add(row);
                    break;
                case 'I' when DfRow.Read(line) is { } row:
                    inodes.Add(row);
                    break;
                case 'T':
                    var device = Unescaped(FieldReader.TakeWord(ref line));
                    mounted[Unescaped(FieldReader.TakeWord(ref line))] = (device, StringPool.Of(FieldReader.TakeWord(ref line)));
                    break;
                case 'E':
                    if (errors.Count < MostErrors)
                    {
                        errors.Add(StringPool.Of(line));
                    }

                    break;
                case 'H' when NumberParser.Int(FieldReader.TakeWord(ref line)) is { } seconds:
                    // In a container whose uptime is its own a process may seem to have started in the future.
                    hanging[StringPool.Of(line)] = TimeSpan.FromSeconds(Math.Max(0, seconds));
                    break;
            }
        }

        // Of a df that answered late there is a second row, after it.
        var inodesUsed = inodes.ToLookup(row => row.Path, row => row.Percent);
        var told = sizes.GroupBy(row => row.Path, (path, rows) =>
            rows.Last().ToMount(mounted.GetValueOrDefault(path).Type, inodesUsed[path].LastOrDefault())).ToList();

        // What hangs and is not mounted was unmounted by force.
        var silent = mounted.Where(mount => hanging.ContainsKey(mount.Key)).ExceptBy(told.Select(mount => mount.Path), mount => mount.Key)
            .Select(mount => new Mount(mount.Key, mount.Value.Device, mount.Value.Type, null, null, null, null, null) { HangsFor = hanging[mount.Key] });
        var toldPaths = told.Select(mount => mount.Path).ToHashSet();
        var failed = from mount in mounted
                     where errors.Count > 0 && !hanging.ContainsKey(mount.Key) && !toldPaths.Contains(mount.Key)
                     let problem = errors.Select(error => ProblemOf(error, mount.Key)).FirstOrDefault(problem => problem is not null)
                     where problem is not null
                     select new Mount(mount.Key, mount.Value.Device, mount.Value.Type, null, null, null, null, null) { Problem = problem };
        return Mounts(told.Concat(silent).Concat(failed)) with { LeftOut = Limits.LeftOut(count, 3 * Limits.Others, "lines about file systems") };
    }

    // "df: /data: Stale file handle", "df: '/my data': Input/output error" (GNU quotes what a shell would split), "df: cannot access '/x': ...".
    private static string? ProblemOf(string error, string path)
    {
        foreach (var name in new[] { $" {path}: ", $" '{path}': " })
        {
            if (error.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at && error.Length > at + name.Length)
            {
                return error[(at + name.Length)..];
            }
        }

        return null;
    }

    private static Reading.Mounts Mounts(IEnumerable<Mount> rows)
    {
        var mounts = new List<Mount>();
        var known = new Dictionary<(string Device, long? SizeKiB), int>();
        foreach (var mount in rows)
        {
            if (PseudoFileSystems.Contain(mount))
            {
                continue;
            }

            if (!IsOneStore(mount) || known.TryAdd((mount.Device, mount.SizeKiB), mounts.Count))
            {
                mounts.Add(mount);
            }
            else if (known[(mount.Device, mount.SizeKiB)] is var twin && mount.Path.Length < mounts[twin].Path.Length)
            {
                mounts[twin] = mount;
            }
        }

        return new Reading.Mounts([.. mounts]);
    }

    // A name without slash or colon ("s3fs") may stand for many stores; a quota gives one export several sizes.
    private static bool IsOneStore(Mount mount) => mount.Device.AsSpan().ContainsAny('/', ':');

    /// <summary>A field of <c>/proc/mounts</c>, where blanks, tabs, line ends and backslashes are octal (getmntent(3)); clean,
    /// since what was octal comes to light only here.</summary>
    private static string Unescaped(ReadOnlySpan<byte> field)
    {
        var bytes = new byte[field.Length];
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i..] is [(byte)'\\', >= (byte)'0' and <= (byte)'3', >= (byte)'0' and <= (byte)'7', >= (byte)'0' and <= (byte)'7', ..])
            {
                bytes[length++] = (byte)(((field[i + 1] - '0') << 6) | ((field[i + 2] - '0') << 3) | (field[i + 3] - '0'));
                i += 3;
            }
            else
            {
                bytes[length++] = field[i];
            }
        }

        TextSanitizer.Clean(bytes.AsSpan(0, length));
        return StringPool.Of(bytes.AsSpan(0, length));
    }
}
