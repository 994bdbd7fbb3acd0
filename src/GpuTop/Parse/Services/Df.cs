using System.Text.RegularExpressions;
using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Parses file systems: lines <c>K</c> (a row of <c>df -P -k</c>), <c>I</c> (of <c>df -P -i</c>), <c>T</c> (of
/// <c>/proc/mounts</c>), <c>E</c> (an error of <c>df</c>), <c>H</c> (seconds for which the <c>df</c> of a mount has hung, and the
/// mount).</summary>
internal static partial class Df
{
    // Each error is compared with each mount without a row.
    private const int MostErrors = 100;

    /// <summary>The mounts that hold data, in the order of the list; of a device with several mounts only the shortest path.</summary>
    public static Reading.Mounts Read(string text)
    {
        var (sizes, inodes) = (new List<DfRow>(), new List<DfRow>());
        var mounted = new Dictionary<string, (string Device, string Type)>();
        var hanging = new Dictionary<string, TimeSpan>();
        var count = 0;
        var errors = new List<string>();
        Span<Range> words = stackalloc Range[4];
        foreach (var (kind, line) in text.Tagged())
        {
            // Each mount has up to three lines: K, I and T.
            if (++count > 3 * ListLimits.Others)
            {
                continue;
            }

            switch (kind)
            {
                case 'K' when DfRow.Read(line) is { } row:
                    sizes.Add(row);
                    break;
                case 'I' when DfRow.Read(line) is { } row:
                    inodes.Add(row);
                    break;
                case 'T' when new WordList(line, words) is [var device, var path, var type, ..]:
                    mounted[Unescaped(path.ToString())] = (Unescaped(device.ToString()), type.ToString());
                    break;
                case 'E' when errors.Count < MostErrors:
                    errors.Add(line.ToString());
                    break;
                case 'H' when new WordList(line, words[..2]) is [var number, var path] && NumberParser.Int(number) is { } seconds:
                    // With an uptime of its own in a container, a process start may lie in the future.
                    hanging[path.ToString()] = TimeSpan.FromSeconds(Math.Max(0, seconds));
                    break;
            }
        }

        // A df that answered late gives an older row before the new one.
        var inodesUsed = inodes.ToLookup(row => row.Path, row => row.Percent);
        var listed = sizes.GroupBy(row => row.Path, (path, rows) =>
            rows.Last().ToMount(mounted.GetValueOrDefault(path).Type, inodesUsed[path].LastOrDefault())).ToList();

        // A hanging mount that is not in /proc/mounts was unmounted by force.
        var listedPaths = listed.Select(mount => mount.Path).ToHashSet();
        var hung = mounted.Where(mount => hanging.ContainsKey(mount.Key) && !listedPaths.Contains(mount.Key))
            .Select(mount => Unmeasured(mount.Key, mount.Value) with { HangsFor = hanging[mount.Key] });
        var failed = from mount in mounted
                     where errors.Count > 0 && !hanging.ContainsKey(mount.Key) && !listedPaths.Contains(mount.Key)
                     let problem = errors.Select(error => ErrorOf(error, mount.Key)).FirstOrDefault(problem => problem is not null)
                     where problem is not null
                     select Unmeasured(mount.Key, mount.Value) with { Problem = problem };
        return Mounts(listed.Concat(hung).Concat(failed)) with
        {
            LeftOut = ListLimits.LeftOut(count, 3 * ListLimits.Others, "lines about file systems"),
        };
    }

    private static Mount Unmeasured(string path, (string Device, string Type) mounted) =>
        new(path, mounted.Device, mounted.Type, null, null, null, null, null);

    // "df: /data: Stale file handle", "df: '/my data': Input/output error" (GNU quotes blanks), "df: cannot access '/x': ...".
    private static string? ErrorOf(string error, string path)
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

    // A device name without slash or colon ("s3fs") may be shared by many stores; quotas give one export several sizes.
    private static bool IsOneStore(Mount mount) => mount.Device.AsSpan().ContainsAny('/', ':');

    /// <summary>A field of <c>/proc/mounts</c> without octal escapes, which stand for blanks, tabs, line ends and backslashes
    /// (getmntent(3)). Sanitized again, since an escape may stand for a control character.</summary>
    private static string Unescaped(string field) => field.Contains('\\')
        ? TextSanitizer.Clean(OctalEscape().Replace(field, escape => ((char)Convert.ToInt32(escape.Value[1..], 8)).ToString()))
        : field;

    [GeneratedRegex(@"\\[0-3][0-7]{2}")]
    private static partial Regex OctalEscape();
}
