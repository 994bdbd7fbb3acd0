using System.Collections.Immutable;

namespace GpuTop.Config.Toml;

/// <summary>Collected mistakes: only the first of each line, because others are mostly consequences.</summary>
internal sealed class TomlMistakes
{
    /// <summary>Limit for files that are not TOML.</summary>
    public const int MaxMistakes = 100;

    private readonly SortedDictionary<int, Mistake> _byLine = [];

    public bool IsFull => _byLine.Count >= MaxMistakes;

    public void Add(TomlPosition at, string text) => _byLine.TryAdd(at.Line, new(null, at.Line, at.Column, text));

    public ImmutableArray<Mistake> InOrder() => [.. _byLine.Values.Take(MaxMistakes)];
}
