using System.Runtime.InteropServices;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>The newest bytes of a stream that may be endless. Any thread.</summary>
internal sealed class Tail
{
    private const int Most = 64 * 1024;
    private readonly List<byte> _bytes = [];

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_bytes)
        {
            _bytes.AddRange(bytes);
            if (_bytes.Count > 2 * Most)
            {
                _bytes.RemoveRange(0, _bytes.Count - Most);
            }
        }
    }

    public override string ToString()
    {
        lock (_bytes)
        {
            return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_bytes)[Math.Max(0, _bytes.Count - Most)..]);
        }
    }
}
