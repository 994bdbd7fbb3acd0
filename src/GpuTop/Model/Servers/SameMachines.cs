namespace GpuTop.Model;

/// <summary>Servers of a fleet that are one machine under several names.</summary>
public static class SameMachines
{
    /// <summary>The fleet in which <see cref="Server.SameAs"/> tells of each server whether another one is counted for it: of several names
    /// of a machine one that is connected, has most GPUs, and stands first. Servers that have not told their GPUs yet are left out.</summary>
    public static Fleet Mark(Fleet fleet)
    {
        var counted = new List<Server>();
        var others = new Dictionary<string, string>();
        foreach (var server in fleet.Servers.Where(HasGpuSection)
            .OrderBy(server => server.Link.Phase != LinkPhase.Live).ThenByDescending(server => server.Gpus.Length))
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
        before.Link.Phase != after.Link.Phase || before.Identity?.BootId != after.Identity?.BootId
        || HasGpuSection(before) != HasGpuSection(after)
        || !CardsOf(before).SequenceEqual(CardsOf(after));

    private static bool HasGpuSection(Server server) => server.Heard.ContainsKey(ProbeSection.Gpus);

    // Containers on one host share its boot id; those that see other GPUs, or none, are no second names of each other.
    private static bool AreSame(Server one, Server other)
    {
        var (cards, others) = (CardsOf(one).ToHashSet(), CardsOf(other).ToList());
        return cards.Count > 0 || others.Count > 0
            ? others.Exists(cards.Contains)
            : one.Identity?.BootId is { } boot && boot == other.Identity?.BootId;
    }

    private static IEnumerable<string> CardsOf(Server server) => server.Gpus.Select(gpu => gpu.Sample.Uuid).OfType<string>();
}
