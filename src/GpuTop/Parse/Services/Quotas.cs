using System.Globalization;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>The answer of the first quota program that knows a file system: three lines with its name, the login name of the user and
/// the source of the mount, then what it printed, in KiB.</summary>
internal static class Quotas
{
    /// <summary>The users of the file system; none in an unknown format.</summary>
    public static DiskQuotas Read(string text)
    {
        var lines = text.EachLine().Take(ListLimits.Others).ToList();
        if (lines is not [var program, var me, var device, ..])
        {
            return new DiskQuotas(null, []);
        }

        var rows = lines.Skip(3).Select(line => line.Words());
        var quotas = program switch
        {
            "repquota" => rows.Select(OfRepquota),
            "zfs" => lines.Skip(3).Select(OfZfs),
            "lfs" => rows.Select(words => Numbers(me, words, 1)),
            // It lists the user's other file systems too.
            "quota" => Unfolded(rows).Where(words => words[0] == device).Select(words => Numbers(me, words, 1)),
            _ => [],
        };
        return new DiskQuotas(
            program, [.. quotas.OfType<DiskQuota>().Where(quota => quota.UsedKiB > 0).OrderByDescending(quota => quota.UsedKiB)]);
    }

    // "alice -+ 1012320 1000000 1100000 6days 300 0 0"; the lines above are a head.
    private static DiskQuota? OfRepquota(string[] words) =>
        words is [var user, [('-' or '+'), ('-' or '+')], ..] ? Numbers(user, words, 2) : null;

    // "alice TAB 123456789 TAB 107374182400 TAB 1200", in bytes; "none", "-" or 0 without a limit.
    private static DiskQuota? OfZfs(string line) =>
        line.Split('\t') is [var user, var used, var limit, var files] && NumberParser.Long(used) is { } bytes
            ? new DiskQuota(user, bytes / 1024, NumberParser.Long(limit) is > 0 and var most ? most / 1024 : null, NumberParser.Long(files))
            : null;

    // From a word on: used space, soft and hard limit, for an exceeded one the time that is left, then the same of files. A star marks more
    // than the limit, brackets an estimate.
    private static DiskQuota? Numbers(string user, string[] words, int at)
    {
        var numbers = words.Skip(at).Take(5).Select(word => Whole(word.Trim('*', '[', ']')));
        return numbers.ToList() is [{ } used, { } soft, { } hard, .. var rest]
            ? new DiskQuota(user, used, hard > 0 ? hard : soft > 0 ? soft : null, rest.FirstOrDefault(number => number is not null))
            : null;
    }

    // "6days" is none.
    private static long? Whole(string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A long source stands in a line of its own.
    private static IEnumerable<string[]> Unfolded(IEnumerable<string[]> rows)
    {
        var source = (string?)null;
        foreach (var words in rows.Where(words => words.Length > 0))
        {
            if (words.Length == 1)
            {
                source = words[0];
                continue;
            }

            yield return source is null ? words : [source, .. words];
            source = null;
        }
    }
}
