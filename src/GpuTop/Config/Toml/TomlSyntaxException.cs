namespace GpuTop.Config.Toml;

/// <summary>What was begun cannot be read to its end; caught where reading can go on, so it never leaves this folder.</summary>
internal sealed class TomlSyntaxException(TomlPosition position, string text) : Exception(text)
{
    public TomlPosition Position => position;

    /// <summary>The cursor stands at the start of what is most likely the next statement, so that nothing is to be skipped.</summary>
    public bool AtNextStatement { get; init; }
}
