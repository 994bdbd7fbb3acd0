using System.Collections.Immutable;
using GpuTop.Config;
using GpuTop.Ssh;

namespace GpuTop.Cli;

/// <summary>Names of servers that the configurations hold.</summary>
internal static class KnownServers
{
    /// <summary>The servers of gputop.toml by name, and the hosts of ssh's configuration; nothing is connected.</summary>
    /// <param name="config">File of <c>--config</c>; null without it.</param>
    /// <param name="sshConfig">File of <c>--ssh-config</c>; null without it.</param>
    public static ImmutableArray<string> Of(string? config, string? sshConfig)
    {
        var path = SettingsFile.Find(config, Environment.GetEnvironmentVariable, File.Exists);
        return
        [
            .. SettingsFile.Load(path).Settings.Servers.Select(server => server.Name)
                .Concat(HostsOf(sshConfig ?? SshConfigHosts.UserFile))
                .Distinct(),
        ];
    }

    /// <summary>The hosts of a configuration file of ssh.</summary>
    public static ImmutableArray<string> HostsOf(string file) =>
        SshConfigHosts.Of(file, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
}
