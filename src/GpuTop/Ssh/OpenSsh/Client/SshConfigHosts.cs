using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The host names in a configuration of ssh, without their options.</summary>
public static class SshConfigHosts
{
    // Depth limit of ssh (readconf.c, READCONF_MAX_DEPTH).
    private const int MaxDepth = 16;

    /// <summary>The user's own file.</summary>
    public static string UserFile => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh", "config");

    /// <summary>The names after <c>Host</c>, each once, in order, with those of included files; without patterns, negations and the
    /// contents of <c>Match</c> blocks. Empty when the file cannot be read.</summary>
    /// <param name="file">The configuration.</param>
    /// <param name="home">The folder for <c>~</c>; relative includes are searched in its <c>.ssh</c>.</param>
    public static ImmutableArray<string> Of(string file, string home)
    {
        var names = new List<string>();
        Read(file, home, 0, names);
        return [.. names.Distinct()];
    }

    private static void Read(string file, string home, int depth, List<string> names)
    {
        var isMatch = false;
        foreach (var line in LinesOf(file))
        {
            var words = WordsOf(line);
            switch (words.Count == 0 ? "" : words[0].ToLowerInvariant())
            {
                case "host":
                    isMatch = false;
                    names.AddRange(words.Skip(1).Where(IsName));
                    break;
                case "match":
                    isMatch = true;
                    break;
                case "include" when !isMatch && depth < MaxDepth:
                    foreach (var included in words.Skip(1).SelectMany(pattern => FilesOf(pattern, home)))
                    {
                        Read(included, home, depth + 1, names);
                    }

                    break;
            }
        }
    }

    private static bool IsName(string word) => word.Length > 0 && word[0] is not ('!' or '-') && word.AsSpan().IndexOfAny('*', '?') < 0;

    private static string[] LinesOf(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> FilesOf(string pattern, string home)
    {
        var isInHome = pattern == "~" || pattern.StartsWith("~/", StringComparison.Ordinal);
        var path = isInHome ? home + pattern[1..] : Path.Combine(home, ".ssh", pattern);
        var folder = Path.GetDirectoryName(path);
        // Sorted like glob(3); wildcards in folder names are rare and not supported.
        return folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal)
            : [];
    }

    // ssh_config(5): a keyword, blanks or one equals sign, then words that may be quoted; a number sign starts a comment.
    private static List<string> WordsOf(string line)
    {
        var words = new List<string>();
        var rest = line.AsSpan().Trim();
        while (!rest.IsEmpty && rest[0] != '#')
        {
            var isQuoted = rest[0] == '"';
            var end = isQuoted ? rest[1..].IndexOf('"') : rest.IndexOfAny(words.Count == 0 ? " \t=" : " \t");
            var word = isQuoted ? rest[1..(end < 0 ? rest.Length : end + 1)] : rest[..(end < 0 ? rest.Length : end)];
            words.Add(word.ToString());
            rest = end < 0 ? [] : rest[(isQuoted ? end + 2 : end)..].TrimStart(words.Count == 1 ? " \t=" : " \t");
        }

        return words;
    }
}
