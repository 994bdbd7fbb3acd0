using System.Collections.Immutable;

namespace GpuTop.Ui;

/// <summary>A name and a value on the GPU page.</summary>
/// <param name="Name">The name; may be empty.</param>
/// <param name="Value">The value with its unit; a dash when unknown.</param>
/// <param name="Tone">How it is highlighted.</param>
internal readonly record struct Fact(string Name, string Value, FactTone Tone = FactTone.Plain);

/// <summary>The highlighting of a fact.</summary>
internal enum FactTone
{
    /// <summary>Normal.</summary>
    Plain,

    /// <summary>Less important, or unknown.</summary>
    Quiet,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>A fault.</summary>
    Bad,

    /// <summary>A heading.</summary>
    Heading,
}

/// <summary>A titled group of facts.</summary>
/// <param name="Title">The title.</param>
/// <param name="Facts">In order.</param>
internal sealed record FactGroup(string Title, ImmutableArray<Fact> Facts);
