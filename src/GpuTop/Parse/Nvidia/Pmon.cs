namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi pmon</c>: the use of multiprocessors and video engines by each process. The order of columns
/// depends on its <c>-s</c> option and the driver, and is read from the head.</summary>
internal sealed class Pmon
{
    private const int MostColumns = 32;

    private readonly Dictionary<string, int> _columns = [];
    private byte[] _head = [];
    private int _count;

    /// <summary>The process of a row; null for head lines, the row of dashes of a GPU without a process, and other
    /// lines.</summary>
    public PmonRow? Read(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        if (line is [(byte)'#', .. var head])
        {
            ReadHead(head);
            return null;
        }

        return _count == 0 ? null : ReadRow(line);
    }

    // The second head line holds units. Both are repeated every few rounds.
    private void ReadHead(ReadOnlySpan<byte> head)
    {
        if (_count > 0 && head.SequenceEqual(_head))
        {
            return;
        }

        if (!FieldReader.Trim(head).StartsWith("gpu"u8))
        {
            return;
        }

        _head = head.ToArray();
        _columns.Clear();
        _count = 0;
        while (_count < MostColumns && FieldReader.TakeWord(ref head) is { IsEmpty: false } name)
        {
            _columns[StringPool.Of(name)] = _count++;
        }
    }

    private PmonRow? ReadRow(ReadOnlySpan<byte> line)
    {
        var rest = line;
        int? gpu = null, pid = null, sm = null, video = null;
        for (var column = 0; column < _count - 1; column++)
        {
            var word = FieldReader.TakeWord(ref rest);
            if (column == ColumnOf("gpu"))
            {
                gpu = NumberParser.Int(word);
            }
            else if (column == ColumnOf("pid"))
            {
                pid = NumberParser.Int(word);
            }
            else if (column == ColumnOf("sm"))
            {
                sm = Percent(word);
            }
            else if (column == ColumnOf("enc") || column == ColumnOf("dec") || column == ColumnOf("jpg") || column == ColumnOf("ofa"))
            {
                video = Percent(word) is { } percent ? Math.Max(video ?? 0, percent) : video;
            }
        }

        // The last column is the name, which may hold blanks. A row without it was cut, perhaps within a number.
        return rest.IsEmpty ? null
            : gpu is { } index && pid is > 0 and { } id ? new PmonRow(index, id, sm, video) : null;
    }

    private static int? Percent(ReadOnlySpan<byte> word) => NumberParser.Int(word) is >= 0 and <= 100 and var percent ? percent : null;

    private int ColumnOf(string name) => _columns.GetValueOrDefault(name, -1);
}

/// <summary>A row of <c>pmon</c>: one process on one GPU.</summary>
/// <param name="GpuIndex">Number of the GPU.</param>
/// <param name="Pid">Process id.</param>
/// <param name="SmPercent">Use of the multiprocessors, 0 to 100; null when there was no sample (always with MIG).</param>
/// <param name="VideoPercent">Use of the busiest video engine, 0 to 100; null when there was no sample.</param>
internal readonly record struct PmonRow(int GpuIndex, int Pid, int? SmPercent, int? VideoPercent);
