namespace GpuTop.Model;

/// <summary>Detection of servers that are the same machine under several names.</summary>
public static class SameMachines
{
    /// <summary>Sets <see cref="Server.SameAs"/>. Of several names of a machine the counted one is live, else has the most GPUs, else is
    /// first in the fleet. Servers without a GPU section yet are excluded.</summary>
    public static Fleet Mark(Fleet fleet)
    {
        var counted = new List<Server>();
        var others = new Dictionary<string, string>();
        foreach (var server in fleet.Servers.Where(HasGpuSection)
            .OrderBy(server => server.Connection.Phase != ConnectionPhase.Live).ThenByDescending(server => server.Gpus.Length))
        {
            if (counted.Find(first => AreSame(first, server)) is { } same)
            {
                others[server.Name] = same.Name;
            }
            else
            {
                counted.Add(server);
            }
        }

        return fleet.Servers.Any(server => server.SameAs != others.GetValueOrDefault(server.Name))
            ? new Fleet([.. fleet.Servers.Select(server => server with { SameAs = others.GetValueOrDefault(server.Name) })])
            : fleet;
    }

    /// <summary>Whether a change of a server can change the result of <see cref="Mark"/>.</summary>
    public static bool MayChange(Server before, Server after) =>
        before.Connection.Phase != after.Connection.Phase || before.Identity?.BootId != after.Identity?.BootId
        || HasGpuSection(before) != HasGpuSection(after)
        || !CardsOf(before).SequenceEqual(CardsOf(after));

    private static bool HasGpuSection(Server server) => server.SectionTimes.ContainsKey(ProbeSection.Gpus);

    // Containers on one host share its boot id; containers with different GPUs, or none, are different servers.
    private static bool AreSame(Server one, Server other)
    {
        var (cards, others) = (CardsOf(one).ToHashSet(), CardsOf(other).ToList());
        return cards.Count > 0 || others.Count > 0
            ? others.Exists(cards.Contains)
            : one.Identity?.BootId is { } boot && boot == other.Identity?.BootId;
    }

    private static IEnumerable<string> CardsOf(Server server) => server.Gpus.Select(gpu => gpu.Sample.Uuid).OfType<string>();
}
