namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi pmon</c>: the use of multiprocessors and video engines by each process. The order of columns
/// depends on its <c>-s</c> option and the driver, and is read from the header.</summary>
internal sealed class Pmon
{
    private static readonly string[] VideoColumns = ["enc", "dec", "jpg", "ofa"];

    // More than any driver prints.
    private const int MostColumns = 32;

    private string[] _columns = [];

    /// <summary>The process of a row; null for header lines, the row of dashes of a GPU without a process, and other
    /// lines.</summary>
    public PmonRow? Read(ReadOnlySpan<char> line)
    {
        if (line.TrimStart() is ['#', .. var header])
        {
            // The second header line holds units. Both are repeated every few rounds.
            _columns = header.ToString().Words() is ["gpu", ..] and { Length: <= MostColumns } columns ? columns : _columns;
            return null;
        }

        // The last column is the name, which may hold blanks. A row without it was cut, perhaps within a number.
        var words = new WordList(line, stackalloc Range[_columns.Length]);
        if (_columns.Length == 0 || words.Length < _columns.Length
            || NumberParser.Int(Word(words, "gpu")) is not { } gpu || NumberParser.Int(Word(words, "pid")) is not (> 0 and var pid))
        {
            return null;
        }

        int? video = null;
        foreach (var column in VideoColumns)
        {
            video = NumberParser.Percent(Word(words, column)) is { } use && !(use <= video) ? use : video;
        }

        return new PmonRow(gpu, pid, NumberParser.Percent(Word(words, "sm")), video);
    }

    private ReadOnlySpan<char> Word(WordList words, string column) =>
        Array.IndexOf(_columns, column) is >= 0 and var at ? words[at] : "";
}

/// <summary>A row of <c>pmon</c>: one process on one GPU.</summary>
/// <param name="GpuIndex">Number of the GPU.</param>
/// <param name="Pid">Process id.</param>
/// <param name="SmPercent">Use of the multiprocessors, 0 to 100; null when there was no sample (always with MIG).</param>
/// <param name="VideoPercent">Use of the busiest video engine, 0 to 100; null when there was no sample.</param>
internal readonly record struct PmonRow(int GpuIndex, int Pid, int? SmPercent, int? VideoPercent);
