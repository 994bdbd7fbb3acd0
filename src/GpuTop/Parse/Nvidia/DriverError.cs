using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Extracts the error message of nvidia-smi, or of the shell that did not find it.</summary>
public static partial class DriverError
{
    /// <summary>The error as one line without the shell's name and full stop: <see cref="DriverRemedies.NotFound"/> whatever
    /// the shell calls it, else the first known sentence, else the first line; empty for empty text.</summary>
    public static string Words(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var known = lines.FirstOrDefault(line => IsNotFound(line) || IsSentence(line));
        return known is not null && IsNotFound(known) ? DriverRemedies.NotFound : Sentence(known ?? lines.FirstOrDefault(""));
    }

    /// <summary>Whether a line begins like an error of nvidia-smi.</summary>
    internal static bool IsSentence(ReadOnlySpan<char> line) => Beginning().IsMatch(line);

    /// <summary>The first sentence of a line, without its full stop and without the name of the shell.</summary>
    internal static string Sentence(string line) => Shell().Replace(line.Trim(), "").Split(". ")[0].TrimEnd('.');

    private static bool IsNotFound(string line) => line.Contains("nvidia-smi", StringComparison.Ordinal) && Absence().IsMatch(line);

    [GeneratedRegex(
        "^(?:NVIDIA-SMI |Failed to |No devices |No MIG-supported |Unable to determine |Field \"|Insufficient Permissions|Unknown Error|"
        + "NVRM: )")]
    private static partial Regex Beginning();

    [GeneratedRegex("ot found|o such file|nknown command|nable to locate")]
    private static partial Regex Absence();

    // bash: line 1: ...   dash: 1: ...   zsh:1: ...   -bash: ...   env: ...
    [GeneratedRegex(@"^(?:[^:]*sh|env):(?: ?(?:line )?\d+: )?\s*")]
    private static partial Regex Shell();
}
