using System.Collections.Immutable;
using System.Diagnostics;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>A program and its arguments, as a list: no shell reads them.</summary>
/// <param name="File">Name looked up in PATH, or a full path.</param>
/// <param name="Arguments">In order, without the program's own name.</param>
public sealed record ProcessCommand(string File, ImmutableArray<string> Arguments)
{
    /// <summary>Full path of the program. .NET would look beside itself and in the working directory too, and fail where that was deleted.</summary>
    internal string Program => File.Contains('/', StringComparison.Ordinal)
        ? File
        : SearchPath.Find(File, Environment.GetEnvironmentVariable("PATH"));

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
