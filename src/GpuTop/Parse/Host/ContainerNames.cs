using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the names of containers.</summary>
internal static class ContainerNames
{
    /// <summary>Names by id; the image where a container has no name. Source: lines <c>K ID|IMAGE|NAME</c>.</summary>
    public static Reading.Containers Read(string text)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (kind, line) in text.Tagged())
        {
            // Links to other containers follow the name after a comma (docker-ps(1)).
            if (kind == 'K' && names.Count < ListLimits.Others && line.ToString().Split('|', 3) is [{ Length: > 0 } id, var image, var name]
                && (NotAvailableText.OrNull(name.Split(',')[0]) ?? NotAvailableText.OrNull(image)) is { } shown)
            {
                names[id.Trim()] = shown;
            }
        }

        return new Reading.Containers(names.ToImmutable());
    }
}
