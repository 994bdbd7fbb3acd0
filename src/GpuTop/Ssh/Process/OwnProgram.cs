using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>gputop itself as a command.</summary>
internal static class OwnProgram
{
    /// <summary>The words that start it again: its binary, or <c>dotnet</c> and its library.</summary>
    public static ImmutableArray<string> Words
    {
        get
        {
            var name = typeof(OwnProgram).Assembly.GetName().Name!;
            return Environment.ProcessPath is { } path && Path.GetFileName(path) == name
                ? [path]
                : [Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, name + ".dll")];
        }
    }
}
