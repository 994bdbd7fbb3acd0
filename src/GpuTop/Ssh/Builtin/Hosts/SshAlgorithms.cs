using System.Collections.Immutable;

namespace GpuTop.Ssh;

/// <summary>The algorithms that a connection may use; the library also has weak ones.</summary>
/// <param name="Ciphers">Ciphers.</param>
/// <param name="Macs">MACs.</param>
/// <param name="KeyExchanges">KexAlgorithms.</param>
internal sealed record SshAlgorithms(ImmutableArray<string> Ciphers, ImmutableArray<string> Macs, ImmutableArray<string> KeyExchanges)
{
    /// <summary>The defaults of OpenSSH 9.2.</summary>
    public static SshAlgorithms Usual { get; } = new(
        [
            "chacha20-poly1305@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-gcm@openssh.com", "aes256-gcm@openssh.com",
        ],
        [
            "hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha1-etm@openssh.com", "hmac-sha2-256",
            "hmac-sha2-512", "hmac-sha1",
        ],
        [
            "mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com", "curve25519-sha256",
            "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521",
            "diffie-hellman-group-exchange-sha256", "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512",
            "diffie-hellman-group14-sha256",
        ]);

    /// <summary>The names of a setting; the defaults where it is absent or only changes them.</summary>
    public static ImmutableArray<string> List(string? setting, ImmutableArray<string> usual) =>
        setting is null or ['+' or '-' or '^', ..] ? usual : [.. setting.Split(',')];
}
