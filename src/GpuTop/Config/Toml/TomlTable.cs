namespace GpuTop.Config.Toml;

/// <summary>Values by name, each with the place of its key.</summary>
internal sealed record TomlTable(TomlPosition Position) : TomlValue(Position)
{
    public Dictionary<string, TomlEntry> Entries { get; } = [];

    /// <summary>How the table came to be, which decides who may still add to it.</summary>
    public TomlTableOrigin Origin { get; set; }
}

internal sealed record TomlEntry(TomlPosition KeyPosition, TomlValue Value);

internal enum TomlTableOrigin
{
    /// <summary>Only passed through, as <c>a</c> in <c>[a.b]</c>: a header of its own may follow.</summary>
    Implicit,

    /// <summary>Has had its header: no second one.</summary>
    Header,

    /// <summary>Made by a dotted key: further dotted keys may add, a header may not.</summary>
    DottedKey,

    /// <summary>Written as <c>{ ... }</c>: complete.</summary>
    Inline,
}
