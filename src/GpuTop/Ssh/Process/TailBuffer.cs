using System.Runtime.InteropServices;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>The newest bytes of a stream. Any thread.</summary>
internal sealed class TailBuffer
{
    private const int MaxBytes = 64 * 1024;
    private readonly List<byte> _bytes = [];
    private int _linesRemoved;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_bytes)
        {
            _bytes.AddRange(bytes);
            if (_bytes.Count > 2 * MaxBytes)
            {
                _linesRemoved += CollectionsMarshal.AsSpan(_bytes)[..^MaxBytes].Count((byte)'\n');
                _bytes.RemoveRange(0, _bytes.Count - MaxBytes);
            }
        }
    }

    /// <summary>The text, and the number of lines before it.</summary>
    public (string Text, int LinesBefore) Read()
    {
        lock (_bytes)
        {
            var bytes = CollectionsMarshal.AsSpan(_bytes);
            var from = Math.Max(0, bytes.Length - MaxBytes);
            return (Encoding.UTF8.GetString(bytes[from..]), _linesRemoved + bytes[..from].Count((byte)'\n'));
        }
    }

    public override string ToString() => Read().Text;
}
