using System.Buffers;
using System.Net.Sockets;

namespace GpuTop.Effects;

/// <summary>Copies bytes between two sockets in both directions until both ends close, with back pressure.</summary>
/// <param name="near">The local end.</param>
/// <param name="far">The remote end.</param>
/// <param name="sent">Receives the number of bytes that the far end took.</param>
/// <param name="received">Receives the number of bytes that came from it.</param>
internal sealed class SocketCopy(Socket near, Socket far, Action<int> sent, Action<int> received)
{
    // Size of one channel packet of ssh.
    private const int BufferSize = 32 * 1024;

    private bool _hasReceived;

    /// <summary>Copies until the end; false when the far end closed before it had sent anything.</summary>
    /// <exception cref="SocketException">One side was reset; the other has to be closed too.</exception>
    public async Task<bool> RunAsync(CancellationToken token)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(token);
        var up = CopyAsync(near, far, sent, broken);
        var down = CopyAsync(far, near, Receive, broken);
        try
        {
            await down;
        }
        catch (Exception closed)
            when (!_hasReceived && !token.IsCancellationRequested && closed is SocketException or OperationCanceledException)
        {
            // A unix socket that is closed with unread data is reset instead of ended.
        }
        catch
        {
            await EndAsync(up, broken);
            throw;
        }

        if (!_hasReceived)
        {
            await EndAsync(up, broken);
            return false;
        }

        await up;
        return true;
    }

    private static async Task EndAsync(Task copying, CancellationTokenSource broken)
    {
        await broken.CancelAsync();
        await copying.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private void Receive(int count)
    {
        _hasReceived = true;
        received(count);
    }

    // A side that has ended its output may still read: shut down only the sending direction of the other.
    private static async Task CopyAsync(Socket from, Socket to, Action<int> count, CancellationTokenSource broken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(0, BufferSize), broken.Token) is > 0 and var length)
            {
                for (var at = 0; at < length;)
                {
                    at += await to.SendAsync(buffer.AsMemory(at, length - at), broken.Token);
                }

                count(length);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
