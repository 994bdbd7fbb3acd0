namespace GpuTop.EndToEnd;

/// <summary>A server with GPUs: a real sshd, and a stand-in for the driver. Everything that runs there carries the driver's mark in its
/// environment.</summary>
internal sealed class GpuServer : IDisposable
{
    private static int _machines;

    private readonly string _programs;
    private readonly Matrix.NetworkHost? _host;

    /// <param name="name">What the fleet calls it.</param>
    /// <param name="settings">Further lines for sshd_config.</param>
    public GpuServer(string name, params string[] settings)
        : this(name, null, settings)
    {
    }

    /// <param name="name">What the fleet calls it.</param>
    /// <param name="host">Where it runs; null for this machine.</param>
    /// <param name="settings">Further lines for sshd_config.</param>
    public GpuServer(string name, Matrix.NetworkHost? host, params string[] settings)
    {
        _host = host;
        Name = name;
        _programs = Directory.CreateDirectory(Path.Combine(Driver.State, "bin")).FullName;
        HasDriver = true;
        Driver.Machine($"{Interlocked.Increment(ref _machines)}");
        Ssh = new SshServer(
            host,
            [
                .. settings,
                $"SetEnv PATH={_programs}:/usr/local/bin:/usr/bin:/bin GPUTOP_FAKE_STATE={Driver.State} TMUX_TMPDIR={Driver.State}"]);
    }

    public string Name { get; }

    public SshServer Ssh { get; }

    public FakeDriver Driver { get; } = new();

    /// <summary>Whether there is an <c>nvidia-smi</c>.</summary>
    public bool HasDriver
    {
        get => File.Exists(Installed);
        set
        {
            File.Delete(Installed);
            if (value)
            {
                File.CreateSymbolicLink(Installed, Path.Combine(FakeDriver.Programs, "nvidia-smi"));
            }
        }
    }

    /// <summary>What stands between gputop and sshd; null when nothing does.</summary>
    public Relay? Relay { get; set; }

    /// <summary>The server through which this one is reached, in the same network; null for straight.</summary>
    public GpuServer? Jump { get; init; }

    /// <summary>The server in a file for <c>ssh -F</c>.</summary>
    public string HostBlock => $"""
        Host {Name}
          HostName {(Jump is null ? _host?.Address : null) ?? "127.0.0.1"}
          ProxyJump {Jump?.Name ?? "none"}
          Port {Relay?.Port ?? Ssh.Port}
          HostKeyAlias [127.0.0.1]:{Ssh.Port}
          IdentityFile {Ssh.UserKey}
          IdentitiesOnly yes
          IdentityAgent none
          UserKnownHostsFile {Ssh.KnownHosts}
          GlobalKnownHostsFile /dev/null

        """;

    private string Installed => Path.Combine(_programs, "nvidia-smi");

    /// <summary>All that runs there: the sessions of sshd, and what was started in them.</summary>
    public IReadOnlyCollection<string> Running() =>
        [.. Processes.Left(Ssh.Sessions), .. Driver.Running().Select(process => $"{process.Pid} {process.Command}")];

    /// <summary>All that runs for the connections that are open now, and what it may still start; not what the next ones will.</summary>
    public Func<IReadOnlyCollection<string>> Connections()
    {
        var sessions = Processes.SessionsOf([.. Processes.DescendantsOf(Ssh.ProcessId)])
            .Except(Processes.SessionsOf(Ssh.ProcessId))
            .ToArray();
        return () => Processes.InSessions(sessions);
    }

    /// <summary>Puts a program before that of the server.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="script">Its lines, for <c>sh</c>.</param>
    public void Install(string name, string script)
    {
        var path = Path.Combine(_programs, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        Relay?.Dispose();
        Ssh.Dispose();
        Driver.Dispose();
    }
}
