using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The hue of every person, by number. A new person gets a hue that nobody has, as long as there is one, and keeps it.</summary>
public sealed record PersonHues
{
    /// <summary>Number of hues.</summary>
    public const int Count = 12;

    private ImmutableDictionary<string, int> Numbers { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The hue of a person, or of a container, which has that of the person in its name; from 0 to less than
    /// <see cref="Count"/>.</summary>
    public int Of(string key) =>
        Numbers.TryGetValue(PersonIn(key) ?? key, out var number) ? number : PreferredOf(key);

    /// <summary>The hue of an owner as <see cref="OwnerText"/> writes it: <c>alice</c>, <c>root (docker alice_vllm)</c>.</summary>
    public int OfText(string owner) =>
        Of(owner.EndsWith(')') && owner.LastIndexOf(' ') is > 0 and var space ? owner[(space + 1)..^1] : owner);

    /// <summary>The hues with those of the owners of a server's processes.</summary>
    internal PersonHues With(Server server)
    {
        var hues = this;
        foreach (var process in server.Processes)
        {
            hues = hues.With(OwnerText.Of(process).HueKey);
        }

        return hues;
    }

    private PersonHues With(string key)
    {
        if (key.Length == 0 || Numbers.ContainsKey(key))
        {
            return this;
        }

        var number = PreferredOf(key);
        for (var i = 0; i < Count && Numbers.Count < Count && Numbers.ContainsValue(number); i++)
        {
            number = (number + 1) % Count;
        }

        return this with { Numbers = Numbers.Add(key, number) };
    }

    // The known person whose name is a word of the key: alice for alice_vllm.
    private string? PersonIn(string key)
    {
        foreach (var range in key.AsSpan().SplitAny('_', '-', '.'))
        {
            var (start, length) = range.GetOffsetAndLength(key.Length);
            if (length > 1 && length < key.Length && key.Substring(start, length) is var word && Numbers.ContainsKey(word))
            {
                return word;
            }
        }

        return null;
    }

    // The same in every session: FNV-1a, since string.GetHashCode differs from run to run.
    private static int PreferredOf(string key)
    {
        var hash = 2166136261u;
        foreach (var letter in key)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) % Count);
    }
}
