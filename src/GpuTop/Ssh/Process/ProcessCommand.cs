using System.Collections.Immutable;
using System.Diagnostics;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>A program and its arguments, run without a shell.</summary>
/// <param name="File">A name in PATH, or a full path.</param>
/// <param name="Arguments">The arguments after the program's name.</param>
public sealed record ProcessCommand(string File, ImmutableArray<string> Arguments)
{
    /// <summary>Full path of the program; .NET also searches its own and the working directory, and fails where that was deleted.</summary>
    internal string Program => File.Contains('/', StringComparison.Ordinal)
        ? File
        : SearchPath.Find(File, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>The start information with all three standard streams redirected.</summary>
    /// <remarks>All three or none: with some redirected, .NET switches the terminal to cooked mode.</remarks>
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

    /// <summary>The reason why it can't be started, one line.</summary>
    internal string StartProblem(Exception refusal) => $"{File} can't be started: {refusal.Message.ToLowerInvariant()}";
}
