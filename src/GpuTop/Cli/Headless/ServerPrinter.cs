using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>The text of servers that are printed one after the other, each once.</summary>
internal sealed class ServerPrinter
{
    private readonly HashSet<string> _printed = [];

    /// <summary>The lines of those that were not printed before.</summary>
    /// <param name="fleet">The whole fleet.</param>
    /// <param name="servers">Those of it that may be printed.</param>
    /// <param name="now">The time.</param>
    public string Next(Fleet fleet, IEnumerable<Server> servers, DateTimeOffset now)
    {
        using var text = new StringWriter { NewLine = "\n" };
        foreach (var server in servers.Where(server => !_printed.Contains(server.Name)))
        {
            // The first name of a machine that is printed is the one with the GPUs.
            var same = fleet.Servers.FirstOrDefault(other => other.SameAs == server.Name && _printed.Contains(other.Name));
            FleetText.Write(text, same is null ? server : server with { SameAs = same.Name }, now);
            _printed.Add(server.Name);
        }

        return text.ToString();
    }
}
