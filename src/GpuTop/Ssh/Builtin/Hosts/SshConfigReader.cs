using System.Text;

namespace GpuTop.Ssh;

/// <summary>Reads the plain keywords of ssh's configuration for one host, where no ssh can: <c>Host</c> blocks and <c>Include</c>, but no
/// <c>Match</c>.</summary>
internal static class SshConfigReader
{
    /// <summary>The system's file, read after the user's.</summary>
    public const string SystemFile = "/etc/ssh/ssh_config";

    /// <summary>The settings in the form of <c>ssh -G</c>; the first value of a keyword counts.</summary>
    /// <param name="files">The configuration files in the order of their priority.</param>
    /// <param name="home">The folder for <c>~</c>; relative includes are searched in its <c>.ssh</c>.</param>
    /// <param name="host">The destination: an alias, <c>user@host</c> or <c>ssh://user@host:port</c>.</param>
    public static string Read(IEnumerable<string> files, string home, string host)
    {
        var destination = DestinationOf(host);
        var settings = new StringBuilder();
        Append("user", destination.User);
        Append("port", destination.Port);
        foreach (var file in files)
        {
            var isActive = true;
            foreach (var words in SshConfigFile.Read(file, home))
            {
                switch (words[0].ToLowerInvariant())
                {
                    case "host":
                        isActive = HostPattern.Matches(words.Skip(1), destination.Host);
                        break;
                    case "match":
                        isActive = false;
                        break;
                    case "hostname" when isActive && words.Count > 1:
                        Append("hostname", words[1].Replace("%h", destination.Host, StringComparison.Ordinal));
                        break;
                    case var keyword when isActive && words.Count > 1:
                        Append(keyword, string.Join(' ', words.Skip(1)));
                        break;
                }
            }
        }

        return settings.ToString();

        void Append(string keyword, string? value)
        {
            if (value is not null)
            {
                settings.Append(keyword).Append(' ').Append(value).Append('\n');
            }
        }
    }

    // Only a URI carries a port (ssh.c, parse_ssh_uri).
    private static JumpHost DestinationOf(string host)
    {
        var at = host.LastIndexOf('@');
        return host.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase) ? JumpHost.Parse(host)
            : new JumpHost(at > 0 ? host[..at] : null, host[(at + 1)..], null);
    }
}
