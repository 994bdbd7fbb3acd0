using System.Runtime.InteropServices;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary><c>nvidia-smi --query-gpu --format=csv</c>: one round.</summary>
internal static class GpuQuery
{
    // The last line of a stream that has ended; it never takes the place of the driver's own words.
    private static ReadOnlySpan<byte> ExitCode => "nvidia-smi: exit code "u8;

    /// <summary>The cards of one round: each once, the later row where a card has two. Lines between the rows that tell of a card which
    /// cannot be read become a sample with that problem; any other becomes the round's.</summary>
    /// <param name="text">The head line (units or not), then the rows (units or not) as nvidia-smi printed them; or, where it failed,
    /// what it or the shell said.</param>
    public static Reading.Gpus Gpus(ReadOnlySpan<byte> text)
    {
        var samples = new GpuSample[Math.Min(GpuQueryRow.MostCards, text.Count((byte)'\n') + 1)];
        var (count, leftOut, hasEnded) = (0, 0, false);
        ReadOnlySpan<byte> alien = [], sickCard = [];
        var rest = text;
        CsvHeader? head = null;
        while (FieldReader.TryTakeLine(ref rest, out var line))
        {
            line = FieldReader.Trim(line);
            if (line.IsEmpty)
            {
                continue;
            }

            if (CsvHeader.Of(line, GpuQueryFields.Schema) is { } next)
            {
                head = next;
            }
            else if (UnreadableGpu.Read(line) is { } sick)
            {
                leftOut += Put(samples, ref count, sick) ? 0 : 1;
                sickCard = line;
            }
            else if (head is not null && GpuQueryRow.Read(line, head) is { } sample)
            {
                leftOut += Put(samples, ref count, sample) ? 0 : 1;
            }
            else if (line.StartsWith(ExitCode))
            {
                hasEnded = !alien.IsEmpty || !sickCard.IsEmpty;
                alien = alien.IsEmpty ? sickCard.IsEmpty ? line : sickCard : alien;
            }
            else if (!GpuQueryRow.Begins(line) && (alien.IsEmpty || (!DriverError.IsSentence(alien) && DriverError.IsSentence(line))))
            {
                alien = line;
            }
        }

        if (!sickCard.IsEmpty)
        {
            UnreadableGpu.Number(samples.AsSpan(0, count));
        }

        return new Reading.Gpus(
            ImmutableCollectionsMarshal.AsImmutableArray(count == samples.Length ? samples : samples[..count]),
            alien.IsEmpty ? null : DriverError.Words(alien))
        {
            HasEnded = hasEnded,
            LeftOut = leftOut == 0 ? null : $"{leftOut} GPUs beyond {GpuQueryRow.MostCards} left out",
        };
    }

    // A stream that was cut and began anew may name a card twice; what was said of its health is kept. False when there is no room.
    private static bool Put(GpuSample[] samples, ref int count, GpuSample sample)
    {
        for (var i = 0; i < count; i++)
        {
            if (sample.Index is not null ? samples[i].Index == sample.Index : IsSame(samples[i], sample))
            {
                samples[i] = sample.Problem is null && samples[i].Problem is { } problem ? sample with { Problem = problem } : sample;
                return true;
            }
        }

        if (count == samples.Length)
        {
            return false;
        }

        samples[count++] = sample;
        return true;
    }

    private static bool IsSame(GpuSample one, GpuSample other) =>
        other.Uuid is not null
            ? one.Uuid == other.Uuid
            : other.BusId is not null && one is { Index: null, Uuid: null } && one.BusId == other.BusId;
}
