using System.Buffers.Binary;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>Data types of the ssh protocol (RFC 4251, 5).</summary>
internal static class WireText
{
    private const int LengthSize = sizeof(uint);

    /// <summary>Reads a string and advances past it; null when the data is shorter.</summary>
    public static byte[]? ReadString(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < LengthSize)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(data);
        if (length > data.Length - LengthSize)
        {
            return null;
        }

        var text = data.Slice(LengthSize, (int)length).ToArray();
        data = data[(LengthSize + (int)length)..];
        return text;
    }

    /// <summary>Reads a number and advances past it; null when the data is shorter.</summary>
    public static uint? ReadNumber(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < LengthSize)
        {
            return null;
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(data);
        data = data[LengthSize..];
        return number;
    }

    /// <summary>A string with its length before it.</summary>
    public static byte[] StringOf(ReadOnlySpan<byte> text) => [.. NumberOf((uint)text.Length), .. text];

    /// <summary>Four bytes, the highest first.</summary>
    public static byte[] NumberOf(uint number)
    {
        var bytes = new byte[LengthSize];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Type of a public key, as <c>ssh-ed25519</c>; empty when it is damaged.</summary>
    public static string KeyTypeOf(ReadOnlySpan<byte> key) => ReadString(ref key) is { } type ? Encoding.ASCII.GetString(type) : "";
}
