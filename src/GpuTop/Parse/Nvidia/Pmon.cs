namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi pmon</c>: the use of multiprocessors and video engines by each process. The order of columns
/// depends on its <c>-s</c> option and the driver, and is read from the header.</summary>
internal sealed class Pmon
{
    private string[] _columns = [];

    /// <summary>The process of a row; null for header lines, the row of dashes of a GPU without a process, and other
    /// lines.</summary>
    public PmonRow? Read(string line)
    {
        if (line.TrimStart() is ['#', .. var header])
        {
            // The second header line holds units. Both are repeated every few rounds.
            _columns = header.Words() is ["gpu", ..] and var columns ? columns : _columns;
            return null;
        }

        // The last column is the name, which may hold blanks. A row without it was cut, perhaps within a number.
        var words = line.Words(_columns.Length);
        if (_columns.Length == 0 || words.Length < _columns.Length
            || NumberParser.Int(Word("gpu")) is not { } gpu || NumberParser.Int(Word("pid")) is not (> 0 and var pid))
        {
            return null;
        }

        var video = new[] { Word("enc"), Word("dec"), Word("jpg"), Word("ofa") }.Max(word => NumberParser.Percent(word));
        return new PmonRow(gpu, pid, NumberParser.Percent(Word("sm")), video);

        string? Word(string column) => Array.IndexOf(_columns, column) is >= 0 and var at ? words[at] : null;
    }
}

/// <summary>A row of <c>pmon</c>: one process on one GPU.</summary>
/// <param name="GpuIndex">Number of the GPU.</param>
/// <param name="Pid">Process id.</param>
/// <param name="SmPercent">Use of the multiprocessors, 0 to 100; null when there was no sample (always with MIG).</param>
/// <param name="VideoPercent">Use of the busiest video engine, 0 to 100; null when there was no sample.</param>
internal readonly record struct PmonRow(int GpuIndex, int Pid, int? SmPercent, int? VideoPercent);
