using GpuTop.Config;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>The screen of somebody who has neither named servers nor written a configuration: the hosts that ssh knows, to pick from.</summary>
internal static class FirstRun
{
    /// <summary>Lets the user pick where there is something to pick from, then runs the screen; the exit code.</summary>
    public static int Run(LaunchOptions launch)
    {
        var hosts = launch is { NamesNoServer: true, DemoServers: null } ? InitCommand.HostsOf(launch.SshConfig ?? SshConfigHosts.UserFile) : [];
        if (hosts.IsEmpty)
        {
            return FullScreen.Run(launch);
        }

        var picked = (Effect.UseServers?)null;
        var code = FullScreen.Run(
            launch with { Settings = launch.Settings with { Servers = [] } },
            new Dialog.Pick(hosts, [], 0),
            use => picked = use);
        if (picked is null)
        {
            return code;
        }

        var (servers, _) = ServerSetting.FromArguments(picked.Hosts, []);
        return Kept(picked) ?? FullScreen.Run(launch with { Settings = launch.Settings with { Servers = servers } });
    }

    private static int? Kept(Effect.UseServers picked)
    {
        if (!picked.IsKept)
        {
            return null;
        }

        if (SettingsFile.Preferred(Environment.GetEnvironmentVariable) is not { } path)
        {
            Console.Error.WriteLine($"gputop: {SettingsWriter.NoHome}");
            return ExitCode.Unusable;
        }

        var failure = File.Exists(path)
            ? SettingsWriter.Add(path, picked.Hosts)
            : SettingsWriter.Write(path, SettingsWriter.Text(picked.Hosts, []));
        if (failure is not { } problem)
        {
            return null;
        }

        Console.Error.WriteLine($"gputop: {problem}");
        return ExitCode.Unusable;
    }
}
