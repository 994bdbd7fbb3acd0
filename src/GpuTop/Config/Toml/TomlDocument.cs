using System.Collections.Immutable;

namespace GpuTop.Config.Toml;

/// <summary>
/// TOML 1.1 document as values with positions. Only this folder uses Tomlyn.
/// </summary>
/// <param name="Root">Readable part; complete without mistakes.</param>
/// <param name="Mistakes">In the order of the file, one per line, without file name; empty for valid TOML.</param>
internal sealed record TomlDocument(TomlTable Root, ImmutableArray<Mistake> Mistakes)
{
    /// <summary>Parses a file to the end; an invalid line loses only that line.</summary>
    public static TomlDocument Read(ReadOnlySpan<byte> utf8)
    {
        var mistakes = new TomlMistakes();
        var root = new TomlReader(Utf8Text.Decode(utf8, mistakes), mistakes).Read();
        return new(root, mistakes.InOrder());
    }
}
