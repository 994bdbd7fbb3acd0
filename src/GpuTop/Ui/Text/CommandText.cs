using GpuTop.Model;

namespace GpuTop.Ui;

/// <summary>The short form of a command line: <c>/opt/conda/bin/python -u /home/a/train.py --lr 1</c> is <c>train.py --lr 1</c>.</summary>
internal static class CommandText
{
    /// <summary>The script or program with its arguments; empty when unknown.</summary>
    public static ReadOnlySpan<char> Short(string? command)
    {
        var rest = command.AsSpan().Trim();
        if (!IsInterpreter(FileName(Word(rest))))
        {
            return WithoutFolder(rest);
        }

        var script = Skip(rest);
        while (script.StartsWith('-'))
        {
            var option = Word(script);
            script = Skip(script);
            if (option is "-m" or "-c")
            {
                break;
            }
        }

        return script.IsEmpty ? WithoutFolder(rest) : WithoutFolder(script);
    }

    private static bool IsInterpreter(ReadOnlySpan<char> name) =>
        name.StartsWith("python") || name is "bash" or "sh" or "perl" or "ruby" or "node" or "julia" or "Rscript" or "java";

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text) => text.IndexOf(' ') is >= 0 and var end ? text[..end] : text;

    private static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text) => text[Word(text).Length..].TrimStart();

    private static ReadOnlySpan<char> FileName(ReadOnlySpan<char> word) => word[(word.LastIndexOf('/') + 1)..];

    private static ReadOnlySpan<char> WithoutFolder(ReadOnlySpan<char> text) => ProgramName.WindowsPathLength(text) is var length and > 0
        ? text[(text[..length].LastIndexOfAny('\\', '/') + 1)..]
        : text.StartsWith('/') || text.StartsWith("./") || text.StartsWith("~/") ? text[(Word(text).LastIndexOf('/') + 1)..] : text;
}
