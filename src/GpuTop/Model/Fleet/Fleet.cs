using System.Collections.Immutable;

namespace GpuTop.Model;

/// <summary>All servers, in the order of the configuration.</summary>
/// <param name="Servers">May be empty.</param>
public sealed record Fleet(ImmutableArray<Server> Servers)
{
    /// <summary>Returns the fleet with one server replaced; the same fleet when it has no server of that name.</summary>
    public Fleet With(string name, Func<Server, Server> change)
    {
        for (var i = 0; i < Servers.Length; i++)
        {
            if (Servers[i].Name == name)
            {
                return this with { Servers = Servers.SetItem(i, change(Servers[i])) };
            }
        }

        return this;
    }

    /// <summary>Server with the given name; null when there is none.</summary>
    public Server? Find(string name)
    {
        foreach (var server in Servers)
        {
            if (server.Name == name)
            {
                return server;
            }
        }

        return null;
    }
}
