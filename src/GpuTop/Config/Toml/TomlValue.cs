namespace GpuTop.Config.Toml;

/// <summary>A value and where it begins in the file. <see cref="TomlTable"/> is the case that holds others by name.</summary>
internal abstract record TomlValue(TomlPosition Position)
{
    public sealed record Text(TomlPosition Position, string Value) : TomlValue(Position);

    public sealed record Integer(TomlPosition Position, long Value) : TomlValue(Position);

    public sealed record Float(TomlPosition Position, double Value) : TomlValue(Position);

    public sealed record Boolean(TomlPosition Position, bool Value) : TomlValue(Position);

    /// <param name="Position">Where it begins.</param>
    /// <param name="Kind">Which of the four forms it has.</param>
    /// <param name="Value">In UTC when <see cref="TomlMomentKind.OffsetDateTime"/>; a time alone is on the first day there is.</param>
    public sealed record Moment(TomlPosition Position, TomlMomentKind Kind, DateTime Value) : TomlValue(Position);

    /// <param name="Position">Where it begins.</param>
    /// <param name="Items">In the order of the file; the tables of <c>[[name]]</c> headers are one sequence.</param>
    public sealed record Sequence(TomlPosition Position, List<TomlValue> Items) : TomlValue(Position);

    /// <summary>Stands where a value could not be read, so that its mistake is told once and the key does not count as missing.</summary>
    public sealed record Unreadable(TomlPosition Position) : TomlValue(Position);
}

internal enum TomlMomentKind
{
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
}
