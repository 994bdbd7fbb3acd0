using GpuTop.Config;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The start without servers on the command line or in a configuration: the user picks from the hosts of
/// <c>~/.ssh/config</c>.</summary>
internal static class FirstRun
{
    /// <summary>Shows the dialog where there are hosts, then runs the screen; the exit code.</summary>
    public static int Run(LaunchOptions launch)
    {
        var hosts = launch is { NamesNoServer: true, DemoServers: null }
            ? KnownServers.HostsOf(launch.SshConfig ?? SshConfigHosts.UserFile)
            : [];
        if (hosts.IsEmpty)
        {
            return FullScreen.Run(launch);
        }

        var picked = (Effect.UseServers?)null;
        var code = FullScreen.Run(
            launch with { Settings = launch.Settings with { Servers = [] } },
            new PickServersDialog(hosts, []),
            use => picked = use);
        if (picked is null)
        {
            return code;
        }

        var (servers, _) = ServerSetting.FromArguments(picked.Hosts, []);
        return Save(picked) ?? FullScreen.Run(launch with { Settings = launch.Settings with { Servers = servers } });
    }

    private static int? Save(Effect.UseServers picked)
    {
        if (!picked.IsKept)
        {
            return null;
        }

        if (SettingsFile.Preferred(Environment.GetEnvironmentVariable) is not { } path)
        {
            Console.Error.WriteLine($"gputop: {SettingsWriter.NoHome}");
            return ExitCodes.Unusable;
        }

        var failure = File.Exists(path)
            ? SettingsWriter.Add(path, picked.Hosts)
            : SettingsWriter.Write(path, SettingsWriter.Text(picked.Hosts, []));
        if (failure is not { } problem)
        {
            return null;
        }

        Console.Error.WriteLine($"gputop: {problem}");
        return ExitCodes.Unusable;
    }
}
