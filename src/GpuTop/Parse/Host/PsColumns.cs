using System.Collections.Immutable;

namespace GpuTop.Parse;

/// <summary>The columns of a list of <c>ps</c>: one word each, the last takes the rest of the line.</summary>
internal sealed class PsColumns
{
    private readonly ImmutableArray<Column> _columns;

    private PsColumns(ImmutableArray<Column> columns) => _columns = columns;

    private enum Column
    {
        Other,
        Pid,
        Parent,
        UserId,
        User,
        State,
        Elapsed,
        Cpu,
        Resident,
        Command,
    }

    /// <summary>The columns that a head line names; null when the line is no head: it names a PID and ends with the command.</summary>
    public static PsColumns? Of(ReadOnlySpan<byte> head)
    {
        var columns = ImmutableArray.CreateBuilder<Column>();
        while (FieldReader.TakeWord(ref head) is { IsEmpty: false } word)
        {
            columns.Add(ColumnOf(word));
        }

        return columns.Contains(Column.Pid) && columns[^1] == Column.Command ? new PsColumns(columns.ToImmutable()) : null;
    }

    /// <summary>The process of one row; null when the line is no row.</summary>
    public PsRow? Read(ReadOnlySpan<byte> line)
    {
        var row = default(PsRow);
        foreach (var column in _columns)
        {
            var word = column == Column.Command ? FieldReader.Trim(line) : FieldReader.TakeWord(ref line);
            row = column switch
            {
                Column.Pid => row with { Pid = ProcessId.Of(word) ?? 0 },
                Column.Parent => row with { ParentPid = ProcessId.Whole(word) },
                Column.UserId when ProcessId.Whole(word) is { } id => row with { UserId = id, User = row.User ?? StringPool.Of(word) },
                Column.User or Column.UserId => row with { User = StringPool.OrNull(word) },
                Column.State => row with { State = word.IsEmpty ? null : (char)word[0] },
                Column.Elapsed => row with { Elapsed = Elapsed.Of(word) },
                Column.Cpu => row with { CpuPercent = NumberParser.Double(word) },
                Column.Resident => row with { HostMemoryMiB = SizeParser.MiB(NumberParser.Long(word)) },
                Column.Command => row with { Command = word.IsEmpty ? null : StringPool.Of(word) },
                _ => row,
            };
        }

        return row.Pid > 0 ? row : null;
    }

    private static Column ColumnOf(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("PID"u8) => Column.Pid,
        _ when word.SequenceEqual("PPID"u8) => Column.Parent,
        // `ps -ef` prints names under UID; under USER a login of digits is a name.
        _ when word.SequenceEqual("UID"u8) => Column.UserId,
        _ when word.SequenceEqual("USER"u8) => Column.User,
        _ when word.SequenceEqual("S"u8) || word.SequenceEqual("STAT"u8) => Column.State,
        _ when word.SequenceEqual("ELAPSED"u8) => Column.Elapsed,
        _ when word.SequenceEqual("%CPU"u8) => Column.Cpu,
        _ when word.SequenceEqual("RSS"u8) => Column.Resident,
        _ when word.SequenceEqual("CMD"u8) || word.SequenceEqual("COMMAND"u8) => Column.Command,
        _ => Column.Other,
    };
}
