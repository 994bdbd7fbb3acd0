namespace GpuTop.Ssh;

/// <summary>The lines of a configuration file of ssh and of the files that it includes.</summary>
internal static class SshConfigFile
{
    // Depth limit of ssh (readconf.c, READCONF_MAX_DEPTH).
    private const int MaxDepth = 16;

    /// <summary>The words of each line that is neither empty nor a comment; included lines take the place of their <c>Include</c>,
    /// but for those in a <c>Match</c> block. Empty when the file cannot be read.</summary>
    /// <param name="file">The configuration.</param>
    /// <param name="home">The folder for <c>~</c>; relative includes are searched in its <c>.ssh</c>.</param>
    public static IEnumerable<List<string>> Read(string file, string home) => Read(file, home, 0);

    private static IEnumerable<List<string>> Read(string file, string home, int depth)
    {
        var isMatch = false;
        foreach (var words in LinesOf(file).Select(WordsOf).Where(words => words.Count > 0))
        {
            var keyword = words[0].ToLowerInvariant();
            if (keyword != "include")
            {
                isMatch = keyword == "match" || (isMatch && keyword != "host");
                yield return words;
            }
            else if (!isMatch && depth < MaxDepth)
            {
                foreach (var included in words.Skip(1).SelectMany(pattern => FilesOf(pattern, home)))
                {
                    foreach (var line in Read(included, home, depth + 1))
                    {
                        yield return line;
                    }
                }
            }
        }
    }

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
