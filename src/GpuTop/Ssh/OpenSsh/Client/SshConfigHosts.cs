using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The host names in a configuration of ssh, without their options.</summary>
public static class SshConfigHosts
{
    /// <summary>The user's own file.</summary>
    public static string UserFile => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh", "config");

    /// <summary>The names after <c>Host</c>, each once, in order, with those of included files; without patterns, negations and the
    /// contents of <c>Match</c> blocks. Empty when the file cannot be read.</summary>
    /// <param name="file">The configuration.</param>
    /// <param name="home">The folder for <c>~</c>; relative includes are searched in its <c>.ssh</c>.</param>
    public static ImmutableArray<string> Of(string file, string home) =>
    [
        .. SshConfigFile.Read(file, home)
            .Where(words => words[0].Equals("host", StringComparison.OrdinalIgnoreCase))
            .SelectMany(words => words.Skip(1))
            .Where(IsName)
            .Distinct(),
    ];

    private static bool IsName(string word) => word.Length > 0 && word[0] is not ('!' or '-') && word.AsSpan().IndexOfAny('*', '?') < 0;
}
