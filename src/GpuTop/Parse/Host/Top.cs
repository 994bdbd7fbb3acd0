using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>top -b</c> of procps or busybox, in any locale and with any toprc.</summary>
internal static class Top
{
    /// <summary>The rows of the last frame with rows, by descending CPU; empty when there is none.</summary>
    public static Reading.Top Read(ReadOnlySpan<byte> text)
    {
        var list = ImmutableArray.CreateBuilder<HostProcess>();
        var previous = ImmutableArray<HostProcess>.Empty;
        var owners = new Dictionary<int, int>();
        TopColumns? columns = null;
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            if (TopColumns.Of(line) is { } head)
            {
                // The first frame of `top -b -n 2` counts since boot; only the last holds present values.
                previous = list.Count > 0 ? list.ToImmutable() : previous;
                columns = head;
                list.Clear();
            }
            else if (FieldReader.Trim(line).IsEmpty)
            {
                columns = null;
            }
            else if (line.StartsWith("O "u8))
            {
                AddOwner(owners, line[2..]);
            }
            else if (list.Count < Limits.Others && columns?.Read(line) is { } process)
            {
                list.Add(process);
            }
        }

        // A last frame that is cut after its head has no rows.
        return new Reading.Top([.. (list.Count > 0 ? list.ToImmutable() : previous)
            .Select(process => owners.TryGetValue(process.Pid, out var owner) ? process with { UserId = owner } : process)
            .OrderByDescending(process => process.CpuPercent ?? -1)]);
    }

    private static void AddOwner(Dictionary<int, int> owners, ReadOnlySpan<byte> line)
    {
        if (NumberParser.Pid(FieldReader.TakeWord(ref line)) is { } pid && NumberParser.Digits(FieldReader.Trim(line)) is { } owner)
        {
            owners[pid] = owner;
        }
    }
}
