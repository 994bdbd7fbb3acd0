using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

/// <summary>Ends of attempts to log in, by what ssh printed.</summary>
internal static class AttemptEnds
{
    // Lines with "> " are on standard error, the others are messages of ssh.
    public static AttemptEnd End(string text)
    {
        var lines = text.Split('\n')
            .Select(line => line.TrimEnd('\r') + "\r\n")
            .ToLookup(line => line.StartsWith("> ", StringComparison.Ordinal));
        return Shell(string.Concat(lines[true].Select(line => line[2..]))) with { Messages = string.Concat(lines[false]) };
    }

    public static AttemptEnd Shell(string errors) => new("gpu1", "", errors, "", 255, IsAuthenticated: false, WasReady: false);
}
