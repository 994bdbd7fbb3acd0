using Renci.SshNet;
using Renci.SshNet.Security;

namespace GpuTop.Ssh;

/// <summary>A key of the user to log in with: its public half, and a function that signs.</summary>
/// <param name="name">File or comment, for messages.</param>
/// <param name="publicKey">The public key or certificate.</param>
/// <param name="sign">Signs data with an algorithm and returns the signature; throws <see cref="UnusableKeyException"/>.</param>
internal sealed class UserKey(string name, byte[] publicKey, Func<string, byte[], byte[]> sign) : IPrivateKeySource
{
    private const string Rsa = "ssh-rsa";

    /// <summary>The signature of RSA keys that every server since OpenSSH 7.2 takes; <c>ssh-rsa</c> itself is SHA-1, and each further one
    /// would count against MaxAuthTries.</summary>
    private const string RsaSignature = "rsa-sha2-512";

    /// <summary>File or comment.</summary>
    public string Name => name;

    /// <summary>Whether signing may ask the user, so that the server has to be asked first whether it accepts the key.</summary>
    public bool Asks { get; init; }

    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms =>
        [new Algorithm(AlgorithmOf(WireText.KeyTypeOf(publicKey)), publicKey, Sign)];

    /// <summary>The key with a certificate; null when the certificate is of another key.</summary>
    public UserKey? With(byte[] certificate)
    {
        // The key's own part stands in the certificate as it stands after the type in the key.
        ReadOnlySpan<byte> own = publicKey;
        return WireText.ReadString(ref own) is not null && certificate.AsSpan().IndexOf(own) >= 0
            ? new UserKey(name, certificate, sign) { Asks = Asks }
            : null;
    }

    private byte[] Sign(string algorithm, byte[] data)
    {
        try
        {
            return sign(algorithm, data);
        }
        catch (UnusableKeyException error)
        {
            error.Key = this;
            throw;
        }
    }

    private static string AlgorithmOf(string type) =>
        type.StartsWith(Rsa, StringComparison.Ordinal) ? RsaSignature + type[Rsa.Length..] : type;

    private sealed class Algorithm(string name, byte[] key, Func<string, byte[], byte[]> sign) : HostAlgorithm(name)
    {
        public override byte[] Data => key;

        public override byte[] Sign(byte[] data) => sign(Name, data);

        public override bool VerifySignature(byte[] data, byte[] signature) => throw new NotSupportedException();
    }
}

/// <summary>A key that cannot sign; the next one is tried.</summary>
/// <param name="message">The reason, as ssh would print it.</param>
internal sealed class UnusableKeyException(string message) : Exception(message)
{
    /// <summary>The key; null before <see cref="UserKey"/> passes the exception on.</summary>
    public UserKey? Key { get; set; }
}
