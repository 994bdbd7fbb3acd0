namespace GpuTop.Ssh;

/// <summary>The keys that a login offers.</summary>
internal static class LoginKeys
{
    private const uint RsaSha512 = 4;

    /// <summary>The keys in ssh's order: those of the agent that an identity file names, other ones of the agent, then files. Blocks, and
    /// may ask the user.</summary>
    /// <param name="destination">The settings of the host.</param>
    /// <param name="askPassphrase">Asks for the passphrase of a file; null without an answer.</param>
    /// <param name="report">Receives messages about unusable files, as ssh prints them.</param>
    public static IEnumerable<UserKey> Of(SshDestination destination, Func<string, string?> askPassphrase, Action<string> report)
    {
        var files = destination.IdentityFiles
            .Where(file => File.Exists(file) || File.Exists(file + ".pub"))
            .Select(file => (File: file, Key: KeyFile.PublicKeyOf(file)))
            .ToArray();
        var agent = destination.AgentSocket is { } socket ? new SshAgent(socket) : null;
        var inAgent = agent?.Keys() ?? [];
        foreach (var (key, comment) in inAgent.OrderByDescending(held => IsNamed(held.Key)))
        {
            if (!destination.IdentitiesOnly || IsNamed(key))
            {
                yield return new UserKey(
                    comment,
                    key,
                    (algorithm, data) => agent!.Sign(key, data, algorithm.StartsWith("rsa-", StringComparison.Ordinal) ? RsaSha512 : 0))
                {
                    Asks = true,
                };
            }
        }

        foreach (var (file, _) in files.Where(named => File.Exists(named.File) && !IsInAgent(named.Key)))
        {
            if (KeyFile.Load(file, askPassphrase, out var problem) is { } key)
            {
                foreach (var certificate in destination.CertificateFiles.Append(file + "-cert.pub").Where(File.Exists))
                {
                    if (KeyFile.CertificateIn(certificate) is { } certified && key.With(certified) is { } withCertificate)
                    {
                        yield return withCertificate;
                    }
                }

                yield return key;
            }
            else if (problem is not null)
            {
                report(problem);
            }
        }

        bool IsInAgent(byte[]? key) => key is not null && inAgent.Any(held => held.Key.AsSpan().SequenceEqual(key));

        bool IsNamed(byte[] key) => files.Any(named => named.Key is { } known && known.AsSpan().SequenceEqual(key));
    }
}
