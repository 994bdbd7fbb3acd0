namespace GpuTop.State;

/// <summary>The remote end of a tunnel, as seen by its server.</summary>
/// <param name="Server">Name of the server.</param>
/// <param name="Host">The host name on the server; <c>localhost</c> for the server itself.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record Remote(string Server, string Host, int Port)
{
    /// <summary>The host of the server's own ports.</summary>
    public const string ItsOwn = "localhost";

    /// <summary>Host and port without the server, <c>8888</c>, <c>node7:8888</c> or <c>[::1]:8888</c>.</summary>
    public string Place => Host == ItsOwn ? $"{Port}" : Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Whether it is on the server itself.</summary>
    public bool IsOnServer => Host is ItsOwn or "::1" || Host.StartsWith("127.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Server}:{Place}";
}

/// <summary>A requested tunnel.</summary>
/// <param name="Remote">Where it leads.</param>
/// <param name="WishedPort">The preferred port on 127.0.0.1; null for any.</param>
public sealed record Tunnel(Remote Remote, int? WishedPort)
{
    /// <summary>Its phase.</summary>
    public TunnelPhase Phase { get; init; }

    /// <summary>The listening address of its program; null where only the host of <see cref="Remote"/> is known.</summary>
    public string? Address { get; init; }

    /// <summary>Its port on 127.0.0.1, kept while its server is disconnected; null before it was opened.</summary>
    public int? LocalPort { get; init; }

    /// <summary>Its traffic.</summary>
    public Traffic Traffic { get; init; } = new(0, 0, 0, null);

    /// <summary>Why it could not be opened; null when it could.</summary>
    public string? Failure { get; init; }

    /// <summary>The latest problem; null when there is none.</summary>
    public string? Problem => Failure ?? Traffic.Problem;
}

/// <summary>The phase of a tunnel.</summary>
public enum TunnelPhase
{
    /// <summary>Being opened.</summary>
    Opening,

    /// <summary>Its local port leads to the server.</summary>
    Open,

    /// <summary>It reopens at the same local port when its server is connected again.</summary>
    Waiting,

    /// <summary>It could not be opened; not retried automatically.</summary>
    Failed,
}

/// <summary>The traffic of a tunnel.</summary>
/// <param name="Connections">Number of open connections.</param>
/// <param name="BytesSent">Bytes to the server since it was opened.</param>
/// <param name="BytesReceived">Bytes from the server since it was opened.</param>
/// <param name="Problem">The problem of the newest connection; null when there is none.</param>
public sealed record Traffic(int Connections, long BytesSent, long BytesReceived, string? Problem);
