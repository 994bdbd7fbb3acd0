namespace GpuTop.Parse;

/// <summary>Splits sections and lines.</summary>
internal static class Lines
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The lines that begin with the letter of their kind and a blank, each as letter and rest.</summary>
    public static TaggedLines Tagged(this string section) => new(section);

    /// <summary>The lines of a text without their ends.</summary>
    public static IEnumerable<string> EachLine(this string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The words of a line, which are separated by blanks.</summary>
    public static string[] Words(this string line) => line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
}
