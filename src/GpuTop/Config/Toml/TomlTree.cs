using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>Conversion of Tomlyn's syntax tree to tables.</summary>
/// <remarks>The tree must be without diagnostics: Tomlyn's validator has checked which header may extend which table.</remarks>
internal static class TomlTree
{
    /// <summary>Returns the root table.</summary>
    /// <param name="document">Syntax tree of the file.</param>
    /// <param name="unreadable">Lines, from 1, of assignments without value and of headers without table.</param>
    public static TomlTable Of(DocumentSyntax document, IReadOnlySet<int> unreadable)
    {
        var root = new TomlTable(new(1, 1));
        Add(root, document.KeyValues, unreadable);
        foreach (var table in document.Tables.Where(table => !unreadable.Contains(PositionOf(table).Line)))
        {
            Add(Open(root, [.. Names(table.Name!)], table is TableArraySyntax), table.Items, unreadable);
        }

        return root;
    }

    private static TomlPosition PositionOf(SyntaxNode node) => new(node.Span.Start.Line + 1, node.Span.Start.Column + 1);

    private static void Add(TomlTable table, IEnumerable<KeyValueSyntax> items, IReadOnlySet<int> unreadable)
    {
        foreach (var item in items)
        {
            var path = Names(item.Key!).ToList();
            var (name, at) = path[^1];
            var value = unreadable.Contains(at.Line) ? new TomlValue.Unreadable(at) : Value(item.Value!, unreadable);
            Open(table, path[..^1], isArray: false).Entries.Add(name, new(at, value));
        }
    }

    /// <summary>Returns the table at the end of the path; the last one of several <c>[[headers]]</c>.</summary>
    private static TomlTable Open(TomlTable table, List<(string Name, TomlPosition At)> path, bool isArray)
    {
        for (var i = 0; i < path.Count; i++)
        {
            var (name, at) = path[i];
            var isNew = isArray && i == path.Count - 1;
            if (!table.Entries.TryGetValue(name, out var entry))
            {
                entry = new(at, isNew ? new TomlValue.Sequence(at, []) : new TomlTable(at));
                table.Entries.Add(name, entry);
            }

            var tables = (entry.Value as TomlValue.Sequence)?.Items;
            if (isNew)
            {
                tables!.Add(new TomlTable(at));
            }

            table = (TomlTable)(tables?[^1] ?? entry.Value);
        }

        return table;
    }

    private static IEnumerable<(string Name, TomlPosition At)> Names(KeySyntax key) =>
        key.DotKeys.Select(dotted => dotted.Key!).Prepend(key.Key!).Select(part => (Name(part), PositionOf(part)));

    private static string Name(BareKeyOrStringValueSyntax key) =>
        key is StringValueSyntax quoted ? quoted.Value! : ((BareKeySyntax)key).Key!.Text!;

    private static TomlValue Value(ValueSyntax value, IReadOnlySet<int> unreadable)
    {
        var at = PositionOf(value);
        switch (value)
        {
            case ArraySyntax array:
                return new TomlValue.Sequence(at, [.. array.Items.Select(item => Value(item.Value!, unreadable))]);
            case InlineTableSyntax inline:
                var table = new TomlTable(at);
                Add(table, inline.Items.Select(item => item.KeyValue!), unreadable);
                return table;
            default:
                return Scalar(value, at);
        }
    }

    private static TomlValue Scalar(ValueSyntax value, TomlPosition at) => value switch
    {
        StringValueSyntax text => new TomlValue.Text(at, text.Value!),
        IntegerValueSyntax integer => new TomlValue.Integer(at, integer.Value),
        FloatValueSyntax number => new TomlValue.Float(at, number.Value),
        BooleanValueSyntax flag => new TomlValue.Boolean(at, flag.Value),
        DateTimeValueSyntax moment => Moment(moment, at),
        _ => new TomlValue.Unreadable(at),
    };

    private static TomlValue.Moment Moment(DateTimeValueSyntax moment, TomlPosition at)
    {
        var value = moment.Value.DateTime;
        return moment.Kind switch
        {
            SyntaxKind.OffsetDateTimeByZ or SyntaxKind.OffsetDateTimeByNumber => new(at, TomlMomentKind.OffsetDateTime, value.UtcDateTime),
            SyntaxKind.LocalDateTime => new(at, TomlMomentKind.LocalDateTime, value.DateTime),
            SyntaxKind.LocalDate => new(at, TomlMomentKind.LocalDate, value.DateTime),
            _ => new(at, TomlMomentKind.LocalTime, DateTime.MinValue + value.TimeOfDay),
        };
    }
}
