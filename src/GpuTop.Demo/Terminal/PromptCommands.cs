using System.Globalization;
using System.Text;

namespace GpuTop.Demo;

/// <summary>Output of the few commands that a simulated shell knows, from the data of its machine.</summary>
internal static class PromptCommands
{
    /// <summary>Names of the commands that end the shell.</summary>
    public static bool IsEnd(string command) => command is "exit" or "logout";

    /// <summary>The output of a command line; its arguments are ignored.</summary>
    /// <param name="line">The line.</param>
    /// <param name="machine">The machine of the shell.</param>
    /// <param name="folder">The working directory.</param>
    public static IEnumerable<string> Output(string line, Machine machine, string folder) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => [],
            ["nvidia-smi", ..] => GpuTable(machine),
            ["ls", ..] => [string.Join("  ", Files(machine, folder))],
            ["df", ..] => FileSystems(machine),
            ["hostname", ..] => [machine.Spec.Name],
            ["whoami", ..] => [Person.Me.Name],
            ["pwd", ..] => [folder],
            ["help", ..] => ["simulated: nvidia-smi  ls  df  hostname  whoami  pwd  clear  help  exit"],
            [var name, ..] => [$"{name}: not in the demo (help lists the commands)"],
        };

    private static IEnumerable<string> GpuTable(Machine machine)
    {
        yield return "GPU  Name                       Temp     Power            Memory   Util";
        foreach (var card in machine.Cards)
        {
            yield return card.Fault is { } fault
                ? $"{card.Index,3}  {card.Model.Name,-24}  {fault.Trim('[', ']')}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{card.Index,3}  {card.Model.Name,-24}  {card.Celsius,3:0} C  {card.Watts,3:0}/{card.Model.LimitWatts,3:0} W"
                    + $"  {card.UsedMiB,6}/{card.Model.MemoryMiB,6} MiB  {card.Percent,3} %");
        }

        var mine = machine.Jobs.Count(job => job.Owner == Person.Me);
        yield return $"{machine.Jobs.Count} jobs, {mine} of {Person.Me.Name}";
    }

    private static SortedSet<string> Files(Machine machine, string folder)
    {
        var below = folder + "/";
        var folders = machine.Background.Panes.Select(pane => pane.Window.Folder)
            .Where(path => path.StartsWith(below, StringComparison.Ordinal))
            .Select(path => path[below.Length..].Split('/')[0] + "/");
        var scripts = machine.Jobs.Where(job => job.Folder == folder).SelectMany(job => job.CommandLine.Split(' '))
            .Where(word => word.EndsWith(".py", StringComparison.Ordinal));
        var usual = folder == Person.Me.Home ? Array.Empty<string>() : ["configs/", "runs/", "README.md"];
        return new SortedSet<string>([.. folders, .. scripts, .. usual], StringComparer.Ordinal);
    }

    private static IEnumerable<string> FileSystems(Machine machine)
    {
        const string Sizes = $"{ProbeFormat.Mark}d|K ";
        var text = new StringBuilder();
        VolumeLines.Write(text, machine);
        return text.ToString().Split('\n')
            .Where(line => line.StartsWith(Sizes, StringComparison.Ordinal))
            .Select(line => line[Sizes.Length..]);
    }
}
