using System.Globalization;
using System.Net;

namespace GpuTop.Parse;

/// <summary>Parses rows of <c>/proc/net/tcp</c> and <c>/proc/net/tcp6</c> (proc_net_tcp in the kernel's documentation).</summary>
internal static class ProcNetTcp
{
    /// <summary>The listening socket of a row (state <c>0A</c>); null for the head and other states. It has no PID.</summary>
    public static Listener? Read(ReadOnlySpan<byte> line)
    {
        FieldReader.TakeWord(ref line);
        var local = FieldReader.TakeWord(ref line);
        FieldReader.TakeWord(ref line);
        if (!FieldReader.TakeWord(ref line).SequenceEqual("0A"u8))
        {
            return null;
        }

        // Queues, timer and retransmissions precede the owner.
        FieldReader.TakeWord(ref line);
        FieldReader.TakeWord(ref line);
        FieldReader.TakeWord(ref line);
        var owner = NumberParser.Digits(FieldReader.TakeWord(ref line));
        var address = FieldReader.TakeField(ref local, (byte)':');
        return ushort.TryParse(local, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port)
            && port > 0
            && AddressOf(address) is { } known
            ? new Listener(port, known, null, null, owner)
            : null;
    }

    /// <summary>The address of 8 or 32 hexadecimal digits: each group of 8 is a word in the machine's byte order, which is little-endian
    /// on all servers with GPUs.</summary>
    private static string? AddressOf(ReadOnlySpan<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (hex.Length is not (8 or 32))
        {
            return null;
        }

        bytes = bytes[..(hex.Length / 2)];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(hex.Slice(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i ^ 3]))
            {
                return null;
            }
        }

        var address = new IPAddress(bytes);
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
