using System.Collections.Immutable;

namespace GpuTop.Config.Toml;

/// <summary>The mistakes found so far.</summary>
internal sealed class TomlMistakes
{
    private readonly List<Mistake> _found = [];

    public int Count => _found.Count;

    public void Add(TomlPosition at, string text) => _found.Add(new(null, at.Line, at.Column, text));

    /// <summary>By place; of several at one place the first found, which names the cause: what follows comes from it.</summary>
    public ImmutableArray<Mistake> InOrder() =>
        [.. _found.DistinctBy(m => (m.Line, m.Column)).OrderBy(m => (m.Line, m.Column)).Take(TomlDocument.MostMistakes)];
}
