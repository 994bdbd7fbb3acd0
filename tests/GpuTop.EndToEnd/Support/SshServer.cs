using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GpuTop.EndToEnd;

/// <summary>A real sshd on a free loopback port, with keys of its own and an ssh configuration that leads to it; nothing of the
/// user's is read or written. Logs in as the user who runs the tests, with an empty home folder.</summary>
internal sealed class SshServer : IDisposable
{
    private readonly StringBuilder _log = new();
    private readonly string _settings;
    private readonly Matrix.NetworkHost? _host;
    private readonly string _program;
    private Process? _sshd;

    /// <param name="settings">Lines for sshd_config; they come first, and the first value of a setting is the one that counts.</param>
    public SshServer(params string[] settings)
        : this((Matrix.NetworkHost?)null, settings)
    {
    }

    /// <param name="pam">Asks the users.</param>
    /// <param name="settings">As above.</param>
    public SshServer(Ssh.PamService pam, params string[] settings)
        : this(null, pam.Program, [.. pam.Settings, .. settings])
    {
    }

    /// <param name="host">Where it runs; null for this machine.</param>
    /// <param name="settings">As above.</param>
    public SshServer(Matrix.NetworkHost? host, params string[] settings)
        : this(host, Programs.Find("sshd")!, settings)
    {
    }

    private SshServer(Matrix.NetworkHost? host, string program, string[] settings)
    {
        _host = host;
        _program = program;
        Folder = Directory.CreateTempSubdirectory("gputop-sshd-").FullName;
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101); // Other users' logins read authorized_keys there.
        Port = FreePort();
        _settings = string.Join('\n', host is null ? settings : [.. settings, $"ListenAddress {host.Address}:{Port}"]);
        Programs.Run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", HostKey]);
        Programs.Run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", UserKey]);
        File.Copy(UserKey + ".pub", In("authorized_keys"));
        Trust();
        Configure("");
        Start();
    }

    public string Folder { get; }

    public int Port { get; }

    public string UserKey => In("user_key");

    /// <summary>For <c>ssh -F</c>: the host <c>srv</c> is this server.</summary>
    public string ConfigFile => In("ssh_config");

    public string KnownHosts => In("known_hosts");

    /// <summary>What sshd has said, for the message of a test that fails.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>The lines of the log that hold a text, once there are so many: what sshd says arrives after what it does.</summary>
    public string[] Said(string text, int count = 1)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var lines = Log.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal)).ToArray();
            if (lines.Length >= count || clock.Elapsed > TimeSpan.FromSeconds(10))
            {
                return lines;
            }

            Thread.Sleep(20);
        }
    }

    /// <summary>Of the listener; each connection is a child of it.</summary>
    public int ProcessId => _sshd!.Id;

    /// <summary>The processes of sshd that serve connections: one each for root, with a monitor above it for everyone else.</summary>
    public int[] Sessions => _sshd is { HasExited: false }
        ? [.. Processes.DescendantsOf(_sshd.Id).Where(pid => Processes.NameOf(pid).StartsWith("sshd", StringComparison.Ordinal))]
        : [];

    // A setting of a Match block replaces the one before.
    private string Variables =>
        _settings.Split('\n').FirstOrDefault(line => line.StartsWith("SetEnv ", StringComparison.Ordinal)) ?? "SetEnv";

    private string HostKey => In("host_key");

    /// <summary>A port of its own, below those that the system gives to clients: one of them could take it before it is bound.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(15_000, 32_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // It is taken.
            }
        }
    }

    /// <summary>Writes the client's configuration.</summary>
    /// <param name="lines">They come first.</param>
    public void Configure(string lines) => File.WriteAllText(ConfigFile, $"""
        {lines}
        Host srv
          HostName 127.0.0.1
          Port {Port}
        Host *
          IdentityFile {UserKey}
          IdentitiesOnly yes
          IdentityAgent none
          UserKnownHostsFile {KnownHosts}
          GlobalKnownHostsFile /dev/null

        """);

    /// <summary>Writes the server's key where the client looks for it.</summary>
    public void Trust() => File.WriteAllText(KnownHosts, $"[127.0.0.1]:{Port} {File.ReadAllText(HostKey + ".pub")}");

    /// <summary>Gives the server another key; takes effect for the next connection after a restart.</summary>
    public void ChangeHostKey()
    {
        File.Delete(HostKey);
        Programs.Run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", HostKey]);
    }

    public void Start()
    {
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd"); // Privilege separation needs it, and a container may have none.
        }

        var home = Directory.CreateDirectory(In("home")).FullName;
        File.WriteAllText(In("sshd_config"), $"""
            {_settings}
            ListenAddress 127.0.0.1:{Port}
            HostKey {HostKey}
            AuthorizedKeysFile {In("authorized_keys")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            LogLevel VERBOSE
            Match User {Environment.UserName}
              {Variables} HOME={home}

            """);
        string[] command = [_program, "-D", "-e", "-f", In("sshd_config")];
        command = _host?.Command(command) ?? command;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var listening = new ManualResetEventSlim();
        _sshd = new Process { StartInfo = start };
        _sshd.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
            {
                _log.AppendLine(line.Data);
            }

            if (line.Data?.StartsWith("Server listening", StringComparison.Ordinal) == true)
            {
                listening.Set();
            }
        };
        _sshd.Start();
        _sshd.BeginErrorReadLine();
        if (!listening.Wait(TimeSpan.FromSeconds(10)))
        {
            throw new InvalidOperationException("sshd does not listen: " + Log);
        }
    }

    /// <summary>Ends the listener; connections that are open stay.</summary>
    public void Stop()
    {
        if (_sshd is { HasExited: false })
        {
            _sshd.Kill();
            // With a limit: without one it waits for the connections too, which hold the pipe of the log.
            _sshd.WaitForExit(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>Ends the listener and all connections: nobody is back before the next start.</summary>
    public void StopAll()
    {
        var sessions = Sessions; // Without the listener they could not be found.
        Stop();
        Kill(sessions);
    }

    /// <summary>Kills the processes of all connections, as an administrator would.</summary>
    public void EndSessions() => Kill(Sessions);

    public void Dispose()
    {
        // Where the network is gone, a jump host's would stay for hours. Some may be ending by themselves.
        EndSessions();
        Stop();
        Folders.Delete(Folder);
    }

    // Some may be ending by themselves, or with another.
    private static void Kill(int[] pids) => Programs.Run("sh", ["-c", $"kill -9 {string.Join(' ', pids)} 2>/dev/null || :"]);

    private string In(string name) => Path.Combine(Folder, name);
}
