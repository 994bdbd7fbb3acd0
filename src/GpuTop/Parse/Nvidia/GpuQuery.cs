using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Parses one round of <c>nvidia-smi --query-gpu --format=csv</c>.</summary>
internal static class GpuQuery
{
    // The last line of a stream that has ended; an error of the driver takes precedence over it.
    private const string ExitCode = "nvidia-smi: exit code ";

    /// <summary>The GPUs of one round: each once, the later row where a GPU has two. An error about one GPU becomes a sample with
    /// that problem; another error becomes the problem of the round.</summary>
    /// <param name="text">The header line and the rows, each with or without units; or the error of nvidia-smi or of the shell.</param>
    public static Reading.Gpus Gpus(string text)
    {
        var samples = new List<GpuSample>();
        var (leftOut, hasEnded) = (0, false);
        string? error = null, gpuError = null;
        CsvHeader? header = null;
        foreach (var untrimmed in text.AsSpan().EnumerateLines())
        {
            var line = untrimmed.Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (CsvHeader.Of(line, ProbeScript.Fields.AsSpan()) is { } next)
            {
                header = next;
            }
            else if (UnreadableGpu.Read(line) is { } unreadable)
            {
                leftOut += Put(samples, unreadable) ? 0 : 1;
                gpuError = line.ToString();
            }
            else if (header is not null && GpuQueryRow.Read(line, header) is { } sample)
            {
                leftOut += Put(samples, sample) ? 0 : 1;
            }
            else if (line.StartsWith(ExitCode, StringComparison.Ordinal))
            {
                hasEnded = error is not null || gpuError is not null;
                error ??= gpuError ?? line.ToString();
            }
            else if (!GpuQueryRow.Begins(line) && (error is null || (!DriverError.IsSentence(error) && DriverError.IsSentence(line))))
            {
                error = line.ToString();
            }
        }

        if (gpuError is not null)
        {
            UnreadableGpu.Number(samples);
        }

        return new Reading.Gpus([.. samples], error is null ? null : DriverError.Words(error))
        {
            HasEnded = hasEnded,
            LeftOut = leftOut == 0 ? null : $"{leftOut} GPUs beyond {GpuRoundSplitter.MostGpus} left out",
        };
    }

    // A stream that was interrupted may list a GPU twice; its problem is kept. False when the list is full.
    private static bool Put(List<GpuSample> samples, GpuSample sample)
    {
        var known = samples.FindIndex(other => sample.Index is not null ? other.Index == sample.Index : IsSame(other, sample));
        if (known >= 0)
        {
            samples[known] = sample with { Problem = sample.Problem ?? samples[known].Problem };
            return true;
        }

        if (samples.Count == GpuRoundSplitter.MostGpus)
        {
            return false;
        }

        samples.Add(sample);
        return true;
    }

    private static bool IsSame(GpuSample one, GpuSample other) =>
        other.Uuid is not null
            ? one.Uuid == other.Uuid
            : other.BusId is not null && one is { Index: null, Uuid: null } && one.BusId == other.BusId;
}
