using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>The user's ssh-agent (draft-miller-ssh-agent): lists keys and signs. Each request is a connection of its own, and its calls
/// block.</summary>
/// <param name="socket">Path of its socket.</param>
internal sealed class SshAgent(string socket)
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;

    /// <summary>Limit of ssh (authfd.c, MAX_AGENT_REPLY_LEN).</summary>
    private const int MaxReply = 256 * 1024;

    /// <summary>Limit for a list of keys; a signature may take as long as the user needs to confirm or to touch.</summary>
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Its public keys and their comments; empty where it does not answer.</summary>
    public IReadOnlyList<(byte[] Key, string Comment)> Keys()
    {
        var keys = new List<(byte[] Key, string Comment)>();
        try
        {
            ReadOnlySpan<byte> reply = Send([RequestIdentities], ListTimeout);
            if (reply is [IdentitiesAnswer, ..])
            {
                reply = reply[1..];
                for (var left = WireText.ReadNumber(ref reply) ?? 0; left > 0; left--)
                {
                    if (WireText.ReadString(ref reply) is not { } key || WireText.ReadString(ref reply) is not { } comment)
                    {
                        break;
                    }

                    keys.Add((key, Encoding.UTF8.GetString(comment)));
                }
            }
        }
        catch (Exception absent) when (absent is SocketException or IOException or ArgumentException)
        {
            // Without an agent there are no keys.
        }

        return keys;
    }

    /// <summary>The signature with its type before it.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="data">What to sign.</param>
    /// <param name="flags">2 for rsa-sha2-256, 4 for rsa-sha2-512.</param>
    /// <exception cref="UnusableKeyException">The agent does not sign.</exception>
    public byte[] Sign(byte[] key, byte[] data, uint flags)
    {
        try
        {
            byte[] request = [SignRequest, .. WireText.StringOf(key), .. WireText.StringOf(data), .. WireText.NumberOf(flags)];
            ReadOnlySpan<byte> reply = Send(request, Timeout.InfiniteTimeSpan);
            if (reply is [SignResponse, ..])
            {
                reply = reply[1..];
                if (WireText.ReadString(ref reply) is { } signature)
                {
                    return signature;
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            throw new UnusableKeyException("agent: " + gone.Message);
        }

        throw new UnusableKeyException("sign_and_send_pubkey: signing failed: agent refused operation");
    }

    private byte[] Send(byte[] request, TimeSpan within)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        connection.ReceiveTimeout = within == Timeout.InfiniteTimeSpan ? 0 : (int)within.TotalMilliseconds;
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        using var stream = new NetworkStream(connection);
        stream.Write(WireText.StringOf(request));
        var length = new byte[sizeof(uint)];
        stream.ReadExactly(length);
        var reply = new byte[Math.Min(BinaryPrimitives.ReadUInt32BigEndian(length), MaxReply)];
        stream.ReadExactly(reply);
        return reply;
    }
}
