using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the names of containers.</summary>
internal static class ContainerNames
{
    /// <summary>Names by id; the image where a container has no name. Source: lines <c>K ID|IMAGE|NAME</c>.</summary>
    public static Reading.Containers Read(ReadOnlySpan<byte> text)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        while (TaggedLines.TryTake(ref text, out var kind, out var line))
        {
            if (kind != 'K' || names.Count >= Limits.Others)
            {
                continue;
            }

            var id = FieldReader.TakeField(ref line, (byte)'|');
            var image = FieldReader.TakeField(ref line, (byte)'|');
            Add(names, id, FirstName(line), image);
        }

        return new Reading.Containers(names.ToImmutable());
    }

    private static void Add(
        ImmutableDictionary<string, string>.Builder names, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> image)
    {
        if (!id.IsEmpty && (StringPool.OrNull(name) ?? StringPool.OrNull(image)) is { } shown)
        {
            names[StringPool.Of(id)] = shown;
        }
    }

    // Links to other containers follow the name after a comma (docker-ps(1)).
    private static ReadOnlySpan<byte> FirstName(ReadOnlySpan<byte> names) => FieldReader.TakeField(ref names, (byte)',');
}
