using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd.Product;

/// <summary>Reads the Fleet view off a screen.</summary>
internal static class ScreenReader
{
    /// <summary>The line of a server; empty when there is none.</summary>
    public static string Server(string screen, string name) =>
        screen.Split('\n').FirstOrDefault(line => Regex.IsMatch(line, $@"^.{{3}}{name}\b"), "");

    /// <summary>Whether the mark before a server's name is that of a lost server.</summary>
    public static bool IsDown(string screen, string name) => Server(screen, name) is [_, '✕', ..];

    /// <summary>The line of a server's GPU, from 0; empty when there is none.</summary>
    public static string Gpu(string screen, string server, int index)
    {
        var lines = screen.Split('\n');
        var head = Array.IndexOf(lines, Server(screen, server));
        return head >= 0 && head + 1 + index < lines.Length ? lines[head + 1 + index] : "";
    }

    /// <summary>A GPU's utilization; null when none is shown.</summary>
    public static int? Utilization(string screen, string server, int index) =>
        Regex.Match(Gpu(screen, server, index), @" (\d+)%") is { Success: true } match ? int.Parse(match.Groups[1].Value) : null;

    /// <summary>Whether a server's GPUs are there.</summary>
    public static bool IsLive(string screen, string server) =>
        Server(screen, server).Contains(" free", StringComparison.Ordinal) && Utilization(screen, server, 0) is not null;
}
