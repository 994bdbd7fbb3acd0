namespace GpuTop.Config.Toml;

/// <summary>One part of a dotted key.</summary>
internal readonly record struct TomlKey(string Name, TomlPosition Position);

/// <summary>Puts tables and values where headers and dotted keys say, and refuses what would define a thing twice.</summary>
internal static class TomlTree
{
    /// <summary>The table that <c>[path]</c> opens.</summary>
    public static TomlTable Open(TomlTable root, List<TomlKey> path)
    {
        var parent = Parent(root, path);
        var key = path[^1];
        if (!parent.Entries.TryGetValue(key.Name, out var entry))
        {
            return Add(parent, key, TomlTableOrigin.Header);
        }

        if (entry.Value is not TomlTable { Origin: TomlTableOrigin.Implicit } table)
        {
            throw Twice(key, entry);
        }

        table.Origin = TomlTableOrigin.Header;
        return table;
    }

    /// <summary>The new table that <c>[[path]]</c> adds to its array.</summary>
    public static TomlTable Append(TomlTable root, List<TomlKey> path)
    {
        var parent = Parent(root, path);
        var key = path[^1];
        if (!parent.Entries.TryGetValue(key.Name, out var entry))
        {
            entry = new(key.Position, new TomlValue.Sequence(key.Position, [], OfTables: true));
            parent.Entries.Add(key.Name, entry);
        }

        if (entry.Value is not TomlValue.Sequence { OfTables: true } array)
        {
            throw Twice(key, entry);
        }

        var table = new TomlTable(key.Position) { Origin = TomlTableOrigin.Header };
        array.Items.Add(table);
        return table;
    }

    /// <summary>Puts the value under a dotted key below the table.</summary>
    public static void Set(TomlTable table, List<TomlKey> path, TomlValue value)
    {
        foreach (var key in path[..^1])
        {
            if (!table.Entries.TryGetValue(key.Name, out var entry))
            {
                table = Add(table, key, TomlTableOrigin.DottedKey);
            }
            else if (entry.Value is TomlTable { Origin: TomlTableOrigin.DottedKey } inner)
            {
                table = inner;
            }
            else
            {
                throw Twice(key, entry);
            }
        }

        if (!table.Entries.TryAdd(path[^1].Name, new(path[^1].Position, value)))
        {
            throw Twice(path[^1], table.Entries[path[^1].Name]);
        }
    }

    private static TomlTable Parent(TomlTable table, List<TomlKey> path)
    {
        foreach (var key in path[..^1])
        {
            if (!table.Entries.TryGetValue(key.Name, out var entry))
            {
                table = Add(table, key, TomlTableOrigin.Implicit);
                continue;
            }

            table = entry.Value switch
            {
                TomlTable { Origin: not TomlTableOrigin.Inline } inner => inner,
                TomlValue.Sequence { OfTables: true, Items: [.., TomlTable last] } => last,
                _ => throw Twice(key, entry),
            };
        }

        return table;
    }

    private static TomlTable Add(TomlTable parent, TomlKey key, TomlTableOrigin origin)
    {
        var table = new TomlTable(key.Position) { Origin = origin };
        parent.Entries.Add(key.Name, new(key.Position, table));
        return table;
    }

    private static TomlSyntaxException Twice(TomlKey key, TomlEntry first) =>
        new(key.Position, $"{Mistake.Quote(key.Name)} is already defined on line {first.KeyPosition.Line}");
}
