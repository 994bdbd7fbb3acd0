using System.Collections.Immutable;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>Judges the host key of one connection. Asks nobody: the library waits for the judgement within its time limit of the
/// key exchange.</summary>
/// <param name="destination">The settings of the host.</param>
/// <param name="known">Its known keys.</param>
/// <param name="accepted">A key that the user has accepted in this run; null without one.</param>
internal sealed class HostKeyCheck(SshDestination destination, KnownHosts known, byte[]? accepted)
{
    private const string Sha1Signature = "ssh-rsa";
    private static readonly ImmutableArray<string> RsaSignatures = ["rsa-sha2-512", "rsa-sha2-256"];

    /// <summary>The judgement; null before the server has sent its key.</summary>
    public HostKeyVerdict? Verdict { get; private set; }

    /// <summary>The server's key; empty before.</summary>
    public byte[] Key { get; private set; } = [];

    /// <summary>Type of the server's key, as <c>ssh-ed25519</c>.</summary>
    public string Type => WireText.KeyTypeOf(Key);

    /// <summary>Type of the key in the words of ssh: <c>ED25519</c>.</summary>
    public string TypeName => Type switch
    {
        "ssh-ed25519" => "ED25519",
        "ssh-rsa" => "RSA",
        "ssh-dss" => "DSA",
        var type when type.StartsWith("ecdsa-", StringComparison.Ordinal) => "ECDSA",
        var type => type,
    };

    /// <summary>The question of ssh about an unknown key.</summary>
    public string Question => $"""
        The authenticity of host '{destination.KnownName} ({destination.KnownName})' can't be established.
        {TypeName} key fingerprint is {Fingerprint}.
        This key is not known by any other names.
        Are you sure you want to continue connecting (yes/no/[fingerprint])?
        """;

    private string Fingerprint { get; set; } = "";

    /// <summary>Has the library ask for the types of key that are known, and refuses SHA-1 signatures and certificates.</summary>
    public void Restrict(ConnectionInfo info)
    {
        // Certificates of hosts are not verified; one would hide the plain key, which may be known.
        foreach (var name in info.HostKeyAlgorithms.Keys.ToArray())
        {
            if (name == Sha1Signature || name.Contains("-cert-", StringComparison.Ordinal))
            {
                info.HostKeyAlgorithms.Remove(name);
            }
        }

        var position = 0;
        foreach (var name in known.Types.SelectMany(type => type == Sha1Signature ? RsaSignatures : [type]))
        {
            if (info.HostKeyAlgorithms.ContainsKey(name))
            {
                info.HostKeyAlgorithms.SetPosition(name, position++);
            }
        }
    }

    /// <summary>Judges the server's key: it is trusted when it is known, or accepted in this run.</summary>
    public void Judge(HostKeyEventArgs offered)
    {
        Key = offered.HostKey;
        Fingerprint = "SHA256:" + offered.FingerPrintSHA256;
        var verdict = known.Judge(offered.HostKey);
        var isAccepted = verdict.Trust == HostKeyTrust.Unknown && accepted is not null && accepted.AsSpan().SequenceEqual(offered.HostKey);
        Verdict = isAccepted ? new HostKeyVerdict(HostKeyTrust.Known) : verdict;
        offered.CanTrust = Verdict.Value.Trust == HostKeyTrust.Known;
    }

    /// <summary>Whether an answer to <see cref="Question"/> accepts the key: <c>yes</c> or the fingerprint.</summary>
    public bool IsAccepted(string? answer) => answer?.Trim() is { } text && (text == "yes" || text == Fingerprint);
}
