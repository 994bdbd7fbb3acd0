using System.Runtime.InteropServices;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses one round of <c>nvidia-smi --query-gpu --format=csv</c>.</summary>
internal static class GpuQuery
{
    // The last line of a stream that has ended; an error of the driver takes precedence over it.
    private static ReadOnlySpan<byte> ExitCode => "nvidia-smi: exit code "u8;

    /// <summary>The GPUs of one round: each once, the later row where a GPU has two. An error about one GPU becomes a sample with
    /// that problem; another error becomes the problem of the round.</summary>
    /// <param name="text">The head line and the rows, each with or without units; or the error of nvidia-smi or of the shell.</param>
    public static Reading.Gpus Gpus(ReadOnlySpan<byte> text)
    {
        var samples = new GpuSample[Math.Min(GpuQueryRow.MostGpus, text.Count((byte)'\n') + 1)];
        var (count, leftOut, hasEnded) = (0, 0, false);
        ReadOnlySpan<byte> error = [], gpuError = [];
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
            else if (UnreadableGpu.Read(line) is { } unreadable)
            {
                leftOut += Put(samples, ref count, unreadable) ? 0 : 1;
                gpuError = line;
            }
            else if (head is not null && GpuQueryRow.Read(line, head) is { } sample)
            {
                leftOut += Put(samples, ref count, sample) ? 0 : 1;
            }
            else if (line.StartsWith(ExitCode))
            {
                hasEnded = !error.IsEmpty || !gpuError.IsEmpty;
                error = error.IsEmpty ? gpuError.IsEmpty ? line : gpuError : error;
            }
            else if (!GpuQueryRow.Begins(line) && (error.IsEmpty || (!DriverError.IsSentence(error) && DriverError.IsSentence(line))))
            {
                error = line;
            }
        }

        if (!gpuError.IsEmpty)
        {
            UnreadableGpu.Number(samples.AsSpan(0, count));
        }

        return new Reading.Gpus(
            ImmutableCollectionsMarshal.AsImmutableArray(count == samples.Length ? samples : samples[..count]),
            error.IsEmpty ? null : DriverError.Words(error))
        {
            HasEnded = hasEnded,
            LeftOut = leftOut == 0 ? null : $"{leftOut} GPUs beyond {GpuQueryRow.MostGpus} left out",
        };
    }

    // A stream that was interrupted may list a GPU twice; its problem is kept. False when the array is full.
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
