using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Names of containers.</summary>
internal static class ContainerNames
{
    /// <summary>Names by id; a container without a name has its image for one. Source: lines <c>K ID|IMAGE|NAME</c>.</summary>
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

    /// <summary>Names by id of the table that <c>docker ps</c> prints for people; empty where it has no column of ids.</summary>
    public static ImmutableDictionary<string, string> ReadTable(ReadOnlySpan<byte> text)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        FieldReader.TryTakeLine(ref text, out var head);
        int id = head.IndexOf("CONTAINER ID"u8), name = head.IndexOf("NAMES"u8), image = head.IndexOf("IMAGE"u8);
        while (id >= 0 && FieldReader.TryTakeLine(ref text, out var line))
        {
            Add(names, WordAt(line, id), FirstName(WordAt(line, name)), WordAt(line, image));
        }

        return names.ToImmutable();
    }

    /// <summary>Names by id of <c>docker stats</c> with the fields <c>Container,Name,…</c>; its head line names one field less than the
    /// rows have.</summary>
    public static ImmutableDictionary<string, string> ReadStatistics(ReadOnlySpan<byte> text)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        FieldReader.TryTakeLine(ref text, out _);
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            Add(names, FieldReader.TakeField(ref line, (byte)','), FirstName(FieldReader.TakeField(ref line, (byte)',')), default);
        }

        return names.ToImmutable();
    }

    private static void Add(
        ImmutableDictionary<string, string>.Builder names, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> image)
    {
        if (!id.IsEmpty && (StringPool.OrNull(name) ?? StringPool.OrNull(image)) is { } shown)
        {
            names[StringPool.Of(id)] = shown;
        }
    }

    // Links of other containers follow the name after a comma (docker-ps(1)).
    private static ReadOnlySpan<byte> FirstName(ReadOnlySpan<byte> names) => FieldReader.TakeField(ref names, (byte)',');

    private static ReadOnlySpan<byte> WordAt(ReadOnlySpan<byte> line, int column)
    {
        line = column >= 0 && column < line.Length ? line[column..] : default;
        return FieldReader.TakeWord(ref line);
    }
}
