namespace GpuTop.State;

/// <summary>A port somewhere, as a server sees it.</summary>
/// <param name="Server">Name of the server.</param>
/// <param name="Host">What the server calls the machine; <c>localhost</c> for itself.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record Remote(string Server, string Host, int Port)
{
    /// <summary>Host of a port of the server itself.</summary>
    public const string ItsOwn = "localhost";

    /// <summary>The place without the server, <c>8888</c>, <c>node7:8888</c> or <c>[::1]:8888</c>.</summary>
    public string Place => Host == ItsOwn ? $"{Port}" : Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Whether it is on the server itself.</summary>
    public bool IsOnServer => Host is ItsOwn or "::1" || Host.StartsWith("127.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Server}:{Place}";
}

/// <summary>A tunnel that the user wants open.</summary>
/// <param name="Remote">Where it leads.</param>
/// <param name="WishedPort">The port wished for on 127.0.0.1; null for any.</param>
public sealed record Tunnel(Remote Remote, int? WishedPort)
{
    /// <summary>How it stands.</summary>
    public TunnelPhase Phase { get; init; }

    /// <summary>The address that its program was seen to listen at; null where only the host of <see cref="Remote"/> is known.</summary>
    public string? Address { get; init; }

    /// <summary>Its port on 127.0.0.1, which it keeps while its server is away; null before it was open.</summary>
    public int? LocalPort { get; init; }

    /// <summary>What passes through it.</summary>
    public Traffic Traffic { get; init; } = new(0, 0, 0, null);

    /// <summary>Why it could not be opened; null when nothing was wrong with that.</summary>
    public string? Failure { get; init; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    public string? Problem => Failure ?? Traffic.Problem;
}

/// <summary>How a tunnel stands.</summary>
public enum TunnelPhase
{
    /// <summary>Being opened.</summary>
    Opening,

    /// <summary>Its local port leads to the server.</summary>
    Open,

    /// <summary>It opens again, at the same local port, when its server is back.</summary>
    Waiting,

    /// <summary>It could not be opened; only the user opens it again.</summary>
    Failed,
}

/// <summary>What passes through a tunnel.</summary>
/// <param name="Connections">Open now.</param>
/// <param name="BytesSent">To the server, since it was opened.</param>
/// <param name="BytesReceived">From the server, since it was opened.</param>
/// <param name="Problem">What was wrong with the newest connection; null when nothing was.</param>
public sealed record Traffic(int Connections, long BytesSent, long BytesReceived, string? Problem);
