using System.Net;
using System.Net.Sockets;

namespace GpuTop.Effects;

/// <summary>The choice of a port of this machine, on its loopback address only.</summary>
internal static class LocalPort
{
    private const int Highest = 65535;

    // Ports below are root's.
    private const int LowestFree = 1024;
    private const int Neighbours = 100;

    /// <summary>A socket that listens on the wanted port or, where that is taken, on the next that is free.</summary>
    /// <param name="wanted">1 to 65535; null when any will do.</param>
    /// <param name="avoided">Ports not to take, though they are free.</param>
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

    /// <summary>The ports in the order of trying; 0, the last, lets the system choose.</summary>
    internal static IEnumerable<int> Candidates(int? wanted)
    {
        if (wanted is { } port)
        {
            // 80 becomes 8080 where it is not permitted, as everybody does it.
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
