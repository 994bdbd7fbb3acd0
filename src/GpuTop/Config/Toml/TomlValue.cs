namespace GpuTop.Config.Toml;

/// <summary>TOML value with its start position. <see cref="TomlTable"/> is a further case.</summary>
internal abstract record TomlValue(TomlPosition Position)
{
    public sealed record Text(TomlPosition Position, string Value) : TomlValue(Position);

    public sealed record Integer(TomlPosition Position, long Value) : TomlValue(Position);

    public sealed record Float(TomlPosition Position, double Value) : TomlValue(Position);

    public sealed record Boolean(TomlPosition Position, bool Value) : TomlValue(Position);

    /// <param name="Position">Start.</param>
    /// <param name="Kind">Type.</param>
    /// <param name="Value">In UTC for <see cref="TomlMomentKind.OffsetDateTime"/>; a local time is on the minimum date.</param>
    public sealed record Moment(TomlPosition Position, TomlMomentKind Kind, DateTime Value) : TomlValue(Position);

    /// <param name="Position">Start.</param>
    /// <param name="Items">In the order of the file; the tables of <c>[[name]]</c> headers are one sequence.</param>
    public sealed record Sequence(TomlPosition Position, List<TomlValue> Items) : TomlValue(Position);

    /// <summary>Placeholder of an unreadable value: its mistake is already reported, and its key does not count as missing.</summary>
    public sealed record Unreadable(TomlPosition Position) : TomlValue(Position);
}

internal enum TomlMomentKind
{
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
}
