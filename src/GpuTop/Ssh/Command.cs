using System.Collections.Immutable;
using System.Diagnostics;

namespace GpuTop.Ssh;

/// <summary>A program and its arguments, as a list: no shell reads them.</summary>
/// <param name="File">Name looked up in PATH, or a full path.</param>
/// <param name="Arguments">In order, without the program's own name.</param>
public sealed record Command(string File, ImmutableArray<string> Arguments)
{
    /// <summary>Where the program is; its name where PATH does not lead to it. .NET would look beside itself and in the working directory
    /// first, and fail where that was deleted.</summary>
    internal string Program => File.Contains('/', StringComparison.Ordinal) ? File
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, File)).FirstOrDefault(System.IO.File.Exists) ?? File;

    /// <summary>How to start it with all three standard streams redirected.</summary>
    /// <remarks>All three or none: a half redirected child makes .NET switch the terminal to cooked mode.</remarks>
    internal ProcessStartInfo Redirected(IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
