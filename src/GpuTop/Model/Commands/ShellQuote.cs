namespace GpuTop.Model;

/// <summary>The one place where text becomes a word of a shell command.</summary>
public static class ShellQuote
{
    /// <summary>A word that every POSIX shell reads back as exactly this text. NUL, which no argument can hold, is left out.</summary>
    public static string Quote(string word)
    {
        // Single quotes keep every character but the single quote itself; fish and tcsh never see these words, sh does.
        return "'" + word.Replace("\0", "", StringComparison.Ordinal).Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>The same, quoted only where a shell would not read the bare word as it is.</summary>
    public static string QuoteIfNeeded(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-+@:,".Contains(letter)) ? word : Quote(word);

    /// <summary>A command line of quoted words.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
