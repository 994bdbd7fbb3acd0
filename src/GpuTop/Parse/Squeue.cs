using System.Collections.Immutable;
using System.Text;

namespace GpuTop.Parse;

/// <summary>One batch job of Slurm.</summary>
/// <param name="Id">Job id; for arrays <c>JOB_TASK</c> or <c>JOB_[TASKS]</c>.</param>
/// <param name="User">Who submitted it, cut to 8 characters by default.</param>
/// <param name="Name">Its name, cut to 8 characters by default.</param>
/// <param name="State">Slurm's word or its short form, <c>RUNNING</c> or <c>R</c>.</param>
/// <param name="Elapsed">How long it has run; null when not told.</param>
/// <param name="NodeCount">Number of nodes; null when not told.</param>
/// <param name="Nodes">The nodes it runs on, folded; null while it waits.</param>
/// <param name="Reason">Why it waits; null when it runs.</param>
internal sealed record SlurmJob(
    string Id,
    string User,
    string Name,
    string State,
    TimeSpan? Elapsed,
    int? NodeCount,
    string? Nodes,
    string? Reason);

/// <summary>Lists of <c>squeue</c>: the default one with its head line, and the one of 33 fields joined by <c>|#</c> that monitors ask
/// for.</summary>
internal static class Squeue
{
    private const int LongFields = 33;

    /// <summary>The jobs, in the order of the list.</summary>
    public static ImmutableArray<SlurmJob> Read(ReadOnlySpan<byte> text) =>
        Rows.Of(text, line => line.IndexOf("|#"u8) >= 0 ? LongRow(line) : DefaultRow(line));

    // JOBID PARTITION NAME USER ST TIME NODES NODELIST(REASON): the name may hold blanks, so the columns after it count from the end.
    private static SlurmJob? DefaultRow(ReadOnlySpan<byte> line)
    {
        var words = StringPool.Of(FieldReader.Trim(line)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 7 || !char.IsAsciiDigit(words[0][0]))
        {
            return null;
        }

        // A waiting job's reason may hold blanks too: "(Nodes required for job are DOWN, DRAINED ...)".
        var nodes = Array.FindLastIndex(words, word => int.TryParse(word, out _));
        if (nodes < 6)
        {
            return null;
        }

        var place = string.Join(' ', words[(nodes + 1)..]);
        var waits = place.StartsWith('(');
        return new SlurmJob(
            words[0],
            words[nodes - 3],
            string.Join(' ', words[2..(nodes - 3)]),
            words[nodes - 2],
            ElapsedOf(words[nodes - 1]),
            int.Parse(words[nodes]),
            waits || place.Length == 0 ? null : place,
            waits ? place.Trim('(', ')') : null);
    }

    private static SlurmJob? LongRow(ReadOnlySpan<byte> line)
    {
        var fields = StringPool.Of(line).Split("|#");
        return fields.Length < LongFields ? null : new SlurmJob(
            fields[2],
            fields[10],
            fields[4],
            fields[9],
            ElapsedOf(fields[14]),
            int.TryParse(fields[12], out var nodes) ? nodes : null,
            fields[15].Length == 0 ? null : fields[15],
            fields[27] is "None" or "" ? null : fields[27]);
    }

    private static TimeSpan? ElapsedOf(string text) => Elapsed.Of(Encoding.UTF8.GetBytes(text));
}
