using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>A private key in a file: OpenSSH's own format or PEM.</summary>
internal static class KeyFile
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const int MaxBytes = 1024 * 1024;

    /// <summary>The key in a file; null, and a message as ssh prints it, when it is unusable.</summary>
    /// <param name="file">The file; it exists.</param>
    /// <param name="askPassphrase">Asks the user for the passphrase of the file; null without an answer.</param>
    /// <param name="problem">The message.</param>
    public static UserKey? Load(string file, Func<string, string?> askPassphrase, out string? problem)
    {
        problem = null;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OfOthers) != 0)
            {
                problem = $"Load key \"{file}\": bad permissions";
                return null;
            }

            if (PublicKeyOf(file) is { } known && WireText.KeyTypeOf(known).StartsWith("sk-", StringComparison.Ordinal))
            {
                problem = $"Load key \"{file}\": a security key, which the built-in ssh can use in an agent only";
                return null;
            }

            if (new FileInfo(file).Length > MaxBytes)
            {
                problem = $"Load key \"{file}\": invalid format";
                return null;
            }

            var key = new PrivateKeyFile(file);
            return new UserKey(file, key.HostKeyAlgorithms.First().Data, (algorithm, data) => Sign(key, algorithm, data));
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            return Locked(file, askPassphrase, out problem);
        }
        catch (Exception error) when (IsOfKey(error))
        {
            problem = $"Load key \"{file}\": {(error is UnauthorizedAccessException ? "Permission denied" : "invalid format")}";
            return null;
        }
    }

    /// <summary>The public half of a key file: from the file beside it, or from the clear part of OpenSSH's format; null when neither has
    /// it.</summary>
    public static byte[]? PublicKeyOf(string file)
    {
        try
        {
            return File.Exists(file + ".pub") ? PublicKeyIn(File.ReadAllText(file + ".pub")) : InClear(File.ReadAllText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The certificate in a file; null when it holds none.</summary>
    public static byte[]? CertificateIn(string file)
    {
        try
        {
            return PublicKeyIn(File.ReadAllText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    private static bool IsOfKey(Exception error) => error
        is SshException or IOException or UnauthorizedAccessException or FormatException or ArgumentException
        or System.Security.Cryptography.CryptographicException or NotSupportedException or InvalidOperationException;

    /// <summary>A key whose passphrase is asked for when the server wants a signature.</summary>
    private static UserKey? Locked(string file, Func<string, string?> askPassphrase, out string? problem)
    {
        problem = null;
        PrivateKeyFile? opened = null;
        if (PublicKeyOf(file) is { } known)
        {
            return new UserKey(file, known, (algorithm, data) => Sign(Opened(), algorithm, data)) { Asks = true };
        }

        try
        {
            // PEM keeps the public half under the passphrase as well.
            return new UserKey(file, Opened().HostKeyAlgorithms.First().Data, (algorithm, data) => Sign(Opened(), algorithm, data));
        }
        catch (UnusableKeyException error)
        {
            problem = error.Message;
            return null;
        }

        PrivateKeyFile Opened()
        {
            try
            {
                return opened ??= new PrivateKeyFile(file, askPassphrase(file) ?? throw new OperationCanceledException());
            }
            catch (Exception wrong) when (IsOfKey(wrong))
            {
                throw new UnusableKeyException($"Load key \"{file}\": incorrect passphrase supplied to decrypt private key");
            }
        }
    }

    // The signature of a certificate is that of its key.
    private static byte[] Sign(PrivateKeyFile key, string algorithm, byte[] data)
    {
        var name = algorithm.Split("-cert-")[0];
        return (key.HostKeyAlgorithms.FirstOrDefault(known => known.Name == name) ?? key.HostKeyAlgorithms.First()).Sign(data);
    }

    private static byte[]? PublicKeyIn(string line) => line.Split(' ') is [_, var key, ..] ? Convert.FromBase64String(key.Trim()) : null;

    // PROTOCOL.key of OpenSSH: a mark, the cipher, its key derivation and options, the number of keys, the public keys.
    private static byte[]? InClear(string text)
    {
        const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
        const string End = "-----END";
        var from = text.IndexOf(Begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(End, from + Begin.Length, StringComparison.Ordinal);
        if (to < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> data = Convert.FromBase64String(text[(from + Begin.Length)..to]);
        var mark = Encoding.ASCII.GetBytes("openssh-key-v1\0");
        if (!data.StartsWith(mark))
        {
            return null;
        }

        data = data[mark.Length..];
        return WireText.ReadString(ref data) is not null && WireText.ReadString(ref data) is not null
            && WireText.ReadString(ref data) is not null && WireText.ReadNumber(ref data) == 1
            ? WireText.ReadString(ref data)
            : null;
    }
}
