using System.Security.Cryptography;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>The host keys in the user's and the system's files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
internal sealed class KnownHosts
{
    private const string HashMark = "|1|";
    private const string Revoked = "@revoked";

    private readonly List<Line> _lines = [];
    private readonly string _name;

    private KnownHosts(string name) => _name = name;

    /// <summary>Types of the plain keys that are known of the host; the key exchange has to prefer them.</summary>
    public IEnumerable<string> Types => _lines.Where(line => line.Mark.Length == 0).Select(line => line.Type).Distinct();

    /// <summary>The keys of one host; a file that does not exist is empty.</summary>
    /// <param name="files">The files.</param>
    /// <param name="name">See <see cref="SshDestination.KnownName"/>.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static KnownHosts Read(IEnumerable<string> files, string name)
    {
        var known = new KnownHosts(name);
        foreach (var file in files.Where(File.Exists))
        {
            foreach (var (index, text) in File.ReadLines(file).Index())
            {
                if (LineOf(text, $"{file}:{index + 1}") is { } line && known.IsOfHost(line.Hosts))
                {
                    known._lines.Add(line);
                }
            }
        }

        return known;
    }

    /// <summary>What the files say about a key.</summary>
    public HostKeyVerdict Judge(ReadOnlySpan<byte> key)
    {
        var encoded = Convert.ToBase64String(key);
        if (_lines.Exists(line => line.Mark == Revoked && line.Key == encoded))
        {
            return new HostKeyVerdict(HostKeyTrust.Revoked);
        }

        var plain = _lines.Where(line => line.Mark.Length == 0).ToArray();
        return Array.Exists(plain, line => line.Key == encoded) ? new HostKeyVerdict(HostKeyTrust.Known)
            : plain is [var other, ..] ? new HostKeyVerdict(HostKeyTrust.Changed, other.Place)
            : new HostKeyVerdict(HostKeyTrust.Unknown);
    }

    /// <summary>The line for a key that the user accepted.</summary>
    /// <param name="name">See <see cref="SshDestination.KnownName"/>.</param>
    /// <param name="isHashed">Whether to hide the name.</param>
    /// <param name="type">Type of the key.</param>
    /// <param name="key">The public key.</param>
    public static string LineFor(string name, bool isHashed, string type, ReadOnlySpan<byte> key)
    {
        var salt = RandomNumberGenerator.GetBytes(HMACSHA1.HashSizeInBytes);
        var host = isHashed ? $"{HashMark}{Convert.ToBase64String(salt)}|{Convert.ToBase64String(Hash(salt, name))}" : name;
        return $"{host} {type} {Convert.ToBase64String(key)}";
    }

    /// <summary>Appends a line; makes the file and its folder, private to the user, where they do not exist.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Append(string file, string line)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
        }

        using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = Private,
        });
        var needsLineFeed = false;
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            needsLineFeed = stream.ReadByte() != '\n';
        }

        stream.Write(Encoding.UTF8.GetBytes((needsLineFeed ? "\n" : "") + line + "\n"));
    }

    private static Line? LineOf(string text, string place)
    {
        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var mark = words is [['@', ..] first, ..] ? first : "";
        return words.AsSpan(mark.Length > 0 ? 1 : 0) is [var hosts, var type, var key, ..] && hosts[0] != '#'
            ? new Line(place, mark, hosts, type, key)
            : null;
    }

    private bool IsOfHost(string hosts)
    {
        if (!hosts.StartsWith(HashMark, StringComparison.Ordinal))
        {
            return HostPattern.Matches(hosts.Split(','), _name);
        }

        try
        {
            return hosts[HashMark.Length..].Split('|') is [var salt, var hash]
                && CryptographicOperations.FixedTimeEquals(Hash(Convert.FromBase64String(salt), _name), Convert.FromBase64String(hash));
        }
        catch (FormatException)
        {
            return false;
        }
    }

#pragma warning disable CA5350 // The file format prescribes it; it hides names and protects nothing.
    private static byte[] Hash(byte[] salt, string name) => HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350

    private sealed record Line(string Place, string Mark, string Hosts, string Type, string Key);
}

/// <summary>What the known_hosts files say about a host key.</summary>
/// <param name="Trust">The judgement.</param>
/// <param name="Place">FILE:LINE of the other key of a host whose key has changed; null otherwise.</param>
internal readonly record struct HostKeyVerdict(HostKeyTrust Trust, string? Place = null);

/// <summary>Trust in a host key.</summary>
internal enum HostKeyTrust
{
    /// <summary>The host has no key in the files.</summary>
    Unknown,

    /// <summary>The files hold this key of the host.</summary>
    Known,

    /// <summary>The files hold other keys of the host only.</summary>
    Changed,

    /// <summary>The key must not be trusted.</summary>
    Revoked,
}
