using System.Runtime.InteropServices;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary><c>nvidia-smi --query-gpu --format=csv</c>: one round.</summary>
internal static class NvidiaSmi
{
    /// <summary>The cards of one round: each once, the later row where a card has two. Lines between the rows that tell of a card which
    /// cannot be read become a sample with that problem; any other becomes the round's.</summary>
    /// <param name="text">The head line (units or not), then the rows (units or not) as nvidia-smi printed them; or, where it failed,
    /// what it or the shell said.</param>
    public static Reading.Gpus Gpus(ReadOnlySpan<byte> text)
    {
        var samples = new GpuSample[text.Count((byte)'\n') + 1];
        var (count, anySick) = (0, false);
        ReadOnlySpan<byte> alien = [];
        var rest = text;
        CsvHead? head = null;
        while (Fields.TryTakeLine(ref rest, out var line))
        {
            line = Fields.Trim(line);
            if (line.IsEmpty)
            {
                continue;
            }

            if (CsvHead.Of(line, NvidiaSmiFields.Schema) is { } next)
            {
                head = next;
            }
            else if (SickCard.Read(line) is { } sick)
            {
                count = Put(samples, count, sick);
                anySick = true;
            }
            else if (head is not null && NvidiaSmiRow.Read(line, head) is { } sample)
            {
                count = Put(samples, count, sample);
            }
            else if (Numbers.Int(line) is null && (alien.IsEmpty || (!DriverFailure.IsSentence(alien) && DriverFailure.IsSentence(line))))
            {
                // A lone number is what is left of a row that was cut in its first field; it tells nothing.
                alien = line;
            }
        }

        if (anySick)
        {
            SickCard.Number(samples.AsSpan(0, count));
        }

        return new Reading.Gpus(
            ImmutableCollectionsMarshal.AsImmutableArray(count == samples.Length ? samples : samples[..count]),
            alien.IsEmpty ? null : DriverFailure.Words(alien));
    }

    // A stream that was cut and began anew may name a card twice; what was said of its health is kept.
    private static int Put(GpuSample[] samples, int count, GpuSample sample)
    {
        for (var i = 0; i < count; i++)
        {
            if (sample.Index is not null ? samples[i].Index == sample.Index : sample.Uuid is not null && samples[i].Uuid == sample.Uuid)
            {
                samples[i] = sample.Problem is null && samples[i].Problem is { } problem ? sample with { Problem = problem } : sample;
                return count;
            }
        }

        samples[count] = sample;
        return count + 1;
    }
}
