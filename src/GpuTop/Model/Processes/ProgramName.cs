namespace GpuTop.Model;

/// <summary>File name of the program of a command line.</summary>
public static class ProgramName
{
    private const string WindowsEnding = ".exe";

    /// <summary>Name without directories and arguments; empty when the command line is. A Windows path may hold blanks and backslashes, as
    /// reported by the WSL driver: <c>C:\Program Files\Blender\blender.exe -b</c> is <c>blender.exe</c>.</summary>
    /// <param name="command">Command line, or the process name that the driver reports.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> command)
    {
        var path = command.Trim().Trim('"');
        if (WindowsPathLength(path) is var length and > 0)
        {
            return path[..length][(path[..length].LastIndexOfAny('\\', '/') + 1)..];
        }

        var word = path.IndexOf(' ') is >= 0 and var end ? path[..end] : path;
        return word[(word.LastIndexOf('/') + 1)..];
    }

    /// <summary>Length of the path of a Windows program at the beginning of a command line; 0 when there is none.</summary>
    public static int WindowsPathLength(ReadOnlySpan<char> command)
    {
        var ending = command.IndexOf(WindowsEnding, StringComparison.OrdinalIgnoreCase);
        if (ending >= 0 && command[..ending].Contains('\\'))
        {
            return ending + WindowsEnding.Length;
        }

        // A drive, or a share: C:\…, \\server\…
        return (command is [var drive, ':', '\\', ..] && char.IsAsciiLetter(drive)) || command.StartsWith(@"\\")
            ? command.IndexOf(' ') is >= 0 and var end ? end : command.Length
            : 0;
    }
}
