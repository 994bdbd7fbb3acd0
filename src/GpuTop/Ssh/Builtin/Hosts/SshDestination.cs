using System.Collections.Immutable;
using System.Globalization;

namespace GpuTop.Ssh;

/// <summary>The settings of ssh for one host, as far as the built-in client honours them.</summary>
/// <param name="Host">The destination as the user gave it.</param>
/// <param name="HostName">Name or address to connect to.</param>
/// <param name="Port">The port.</param>
/// <param name="User">The account.</param>
internal sealed record SshDestination(string Host, string HostName, int Port, string User)
{
    private const int DefaultPort = 22;

    public ImmutableArray<string> IdentityFiles { get; init; } = [];

    /// <summary>CertificateFile; each identity file may have another one beside it.</summary>
    public ImmutableArray<string> CertificateFiles { get; init; } = [];

    /// <summary>UserKnownHostsFile; the first receives accepted keys.</summary>
    public ImmutableArray<string> UserKnownHostsFiles { get; init; } = [];

    public ImmutableArray<string> GlobalKnownHostsFiles { get; init; } = [];

    public bool HashesKnownHosts { get; init; }

    public string? HostKeyAlias { get; init; }

    public UnknownHostKeyPolicy UnknownHostKeys { get; init; }

    /// <summary>Socket of the agent; null for none.</summary>
    public string? AgentSocket { get; init; }

    /// <summary>The ciphers, message authentication codes and key exchange methods that may be used.</summary>
    public SshAlgorithms Algorithms { get; init; } = SshAlgorithms.Usual;

    /// <summary>Whether keys of the agent are offered only when an identity file names them.</summary>
    public bool IdentitiesOnly { get; init; }

    /// <summary>The methods of PreferredAuthentications that the built-in client has, in the user's order.</summary>
    public ImmutableArray<string> Methods { get; init; } = SshDestinationParser.KnownMethods;

    /// <summary>A setting that the built-in client cannot follow, as "ProxyCommand"; null when there is none.</summary>
    public string? Unsupported { get; init; }

    /// <summary>The hosts of ProxyJump, first hop first; empty without.</summary>
    public ImmutableArray<string> Jumps { get; init; } = [];

    /// <summary>Key of the sshd whose limit of unauthenticated connections counts: the server's own, by the way to it.</summary>
    public string LoginLimitKey => string.Join(' ', [.. Jumps, string.Create(CultureInfo.InvariantCulture, $"{HostName}:{Port}")]);

    /// <summary>The host's name in the known_hosts files.</summary>
    public string KnownName => HostKeyAlias
        ?? (Port == DefaultPort ? HostName.ToLowerInvariant() : $"[{HostName.ToLowerInvariant()}]:{Port}");
}

/// <summary>What happens to an unknown host key: StrictHostKeyChecking.</summary>
internal enum UnknownHostKeyPolicy
{
    /// <summary>The user is asked.</summary>
    Ask,

    /// <summary>The connection fails.</summary>
    Refuse,

    /// <summary>The key is written without a question.</summary>
    Accept,
}
