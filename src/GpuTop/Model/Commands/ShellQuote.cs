namespace GpuTop.Model;

/// <summary>Quoting of text as words of a shell command.</summary>
public static class ShellQuote
{
    /// <summary>Quotes a word for POSIX shells; NUL, which no argument can hold, is removed.</summary>
    public static string Quote(string word)
    {
        // Single quotes preserve every character except the single quote; the words go to sh, never to fish or tcsh.
        return "'" + word.Replace("\0", "", StringComparison.Ordinal).Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>Quotes a word that holds other characters than letters, digits and <c>/._-+@:,</c>.</summary>
    public static string QuoteIfNeeded(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-+@:,".Contains(letter)) ? word : Quote(word);

    /// <summary>The command that limits CUDA programs to devices. By default CUDA numbers the fastest card first: on a server with several
    /// models its numbers differ from those of nvidia-smi.</summary>
    public static string ExportOfDevices(string devices) =>
        $"export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES={QuoteIfNeeded(devices)}";

    /// <summary>Joins words, each quoted, to a command line.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
