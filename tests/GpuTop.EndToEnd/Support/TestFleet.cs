using GpuTop.EndToEnd.Product;

namespace GpuTop.EndToEnd;

/// <summary>Servers, and a gputop that knows them and nothing of the user who runs the tests.</summary>
internal sealed class TestFleet : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-fleet-").FullName;

    public TestFleet(params GpuServer[] servers)
    {
        Servers = servers;
        SshConfig = string.Concat(servers.Select(server => server.HostBlock));
        Config = $"servers = [{string.Join(", ", servers.Select(server => $"\"{server.Name}\""))}]\n";
    }

    public GpuServer[] Servers { get; }

    /// <summary>Text of gputop.toml.</summary>
    public string Config
    {
        set => File.WriteAllText(ConfigFile, value);
    }

    /// <summary>Text of ssh's configuration.</summary>
    public string SshConfig
    {
        set => File.WriteAllText(SshConfigFile, value);
    }

    /// <summary>Path of ssh's configuration.</summary>
    public string SshConfigFile => Path.Combine(_folder, "ssh_config");

    /// <summary>Path of gputop.toml.</summary>
    public string ConfigFile => Path.Combine(_folder, "gputop.toml");

    /// <summary>Folders of sockets that are there: one for each gputop that runs, and those that were left.</summary>
    public string[] SocketFolders =>
        Directory.Exists(Path.Combine(_folder, "gputop")) ? Directory.GetDirectories(Path.Combine(_folder, "gputop")) : [];

    /// <summary>The arguments that name both files.</summary>
    public string Options => $"--config {ConfigFile} --ssh-config {SshConfigFile}";

    /// <summary>The full screen in a terminal of its own.</summary>
    /// <param name="arguments">Further ones.</param>
    /// <param name="width">Of the terminal.</param>
    /// <param name="height">Of the terminal.</param>
    /// <param name="before">Words for the shell before the command.</param>
    public TmuxScreen Start(string arguments = "", int width = 100, int height = 24, string before = "")
    {
        var screen = TmuxScreen.StartProgram(before, $"{Options} {arguments}", width, height, ("XDG_RUNTIME_DIR", _folder));
        screen.Evidence = () => string.Concat(Servers.Select(server => $"\n--- sshd of {server.Name}\n{server.Ssh.Log}"));
        return screen;
    }

    /// <summary>The full screen in a terminal with room for everything, once all servers are there.</summary>
    /// <param name="before">Words for the shell before the command.</param>
    public TmuxScreen StartLive(string before = "")
    {
        var screen = Start(width: 160, height: 40, before: before);
        try
        {
            screen.WaitFor("all servers", text => Servers.All(server => ScreenReader.IsLive(text, server.Name)), TimeSpan.FromSeconds(60));
            return screen;
        }
        catch
        {
            screen.Dispose();
            throw;
        }
    }

    /// <summary>A command that prints, its output no terminal.</summary>
    public Printed Run(string arguments) => Printed.By($"{arguments} {Options}", ("XDG_RUNTIME_DIR", _folder));

    /// <summary>A line of shell, in which <c>gputop</c> is the program; <see cref="Options"/> are not given by themselves.</summary>
    public Printed Shell(string line, params (string Name, string Value)[] environment) =>
        Printed.ByShell(line, [("XDG_RUNTIME_DIR", _folder), .. environment]);

    public void Dispose()
    {
        foreach (var server in Servers)
        {
            server.Dispose();
        }

        Folders.Delete(_folder);
    }
}
