using System.Buffers;
using System.Globalization;
using System.Net;

namespace GpuTop.Parse;

/// <summary>Parses rows of <c>/proc/net/tcp</c> and <c>/proc/net/tcp6</c> (proc_net_tcp in the kernel's documentation).</summary>
internal static class ProcNetTcp
{
    /// <summary>The listening socket of a row (state <c>0A</c>); null for the header and other states. It has no PID.</summary>
    public static Listener? Read(string line) =>
        // Queues, timer and retransmissions precede the owner.
        line.Words() is [_, var local, _, "0A", _, _, _, var owner, ..]
        && local.Split(':') is [var address, var hex]
        && ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port)
        && port > 0
        && AddressOf(address) is { } known
            ? new Listener(port, known, null, null, NumberParser.Digits(owner))
            : null;

    /// <summary>The address of 8 or 32 hexadecimal digits: each group of 8 is a word in the machine's byte order, which is little-endian
    /// on all servers with GPUs.</summary>
    private static string? AddressOf(string hex)
    {
        var bytes = new byte[hex.Length / 2];
        if (hex.Length is not (8 or 32) || Convert.FromHexString(hex, bytes, out _, out _) != OperationStatus.Done)
        {
            return null;
        }

        for (var word = 0; word < bytes.Length; word += 4)
        {
            Array.Reverse(bytes, word, 4);
        }

        var address = new IPAddress(bytes);
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
