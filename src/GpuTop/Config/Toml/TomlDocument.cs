using System.Collections.Immutable;

namespace GpuTop.Config.Toml;

/// <summary>
/// A TOML 1.1 text as values with their places. Only this folder uses Tomlyn; another reader could stand behind the same two
/// properties.
/// </summary>
/// <param name="Root">What could be read; everything, when there are no mistakes.</param>
/// <param name="Mistakes">In the order of the file, one a line, without a file name; empty when the text is TOML.</param>
internal sealed record TomlDocument(TomlTable Root, ImmutableArray<Mistake> Mistakes)
{
    /// <summary>After so many mistakes the file is something else than TOML, and more lines help nobody.</summary>
    public const int MaxMistakes = 100;

    /// <summary>Reads to the end whatever is wrong on the way; a bad line costs that line.</summary>
    public static TomlDocument Read(ReadOnlySpan<byte> utf8)
    {
        var mistakes = new TomlMistakes();
        var root = new TomlReader(Utf8Text.Decode(utf8, mistakes), mistakes).Read();
        return new(root, mistakes.InOrder());
    }
}
