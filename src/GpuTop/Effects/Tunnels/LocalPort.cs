using System.Net;
using System.Net.Sockets;

namespace GpuTop.Effects;

/// <summary>The local port of a tunnel, on the loopback address.</summary>
internal static class LocalPort
{
    private const int Highest = 65535;

    // Ports below are reserved for root.
    private const int LowestFree = 1024;
    private const int Neighbours = 100;

    /// <summary>A socket that listens on the wanted port or, where that is taken, on the next free one.</summary>
    /// <param name="wanted">1 to 65535; null when any will do.</param>
    /// <param name="avoided">Free ports that must not be used.</param>
    /// <exception cref="SocketException">No port is free.</exception>
    public static Socket Listen(int? wanted, IReadOnlyCollection<int> avoided)
    {
        foreach (var port in Candidates(wanted).Where(port => !avoided.Contains(port)))
        {
            if (TryListen(port) is { } listener)
            {
                return listener;
            }
        }

        throw new SocketException((int)SocketError.AddressAlreadyInUse);
    }

    /// <summary>The ports to try in order; the last is 0, with which the system chooses.</summary>
    internal static IEnumerable<int> Candidates(int? wanted)
    {
        if (wanted is { } port)
        {
            // 80 becomes 8080, the usual substitute for a reserved port.
            var start = port < LowestFree ? 8000 + port : port + 1;
            yield return port;
            for (var next = start; next < Math.Min(start + Neighbours, Highest + 1); next++)
            {
                yield return next;
            }
        }

        yield return 0;
    }

    private static Socket? TryListen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen();
            return listener;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            listener.Dispose();
            return null;
        }
    }
}
