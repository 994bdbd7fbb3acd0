using GpuTop.Config;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Servers behind a jump host: <c>srv</c> is the jump, <c>target</c> behind it.</summary>
public abstract class JumpTestBase : IDisposable
{
    private protected const string Login = "Accepted publickey";

    protected JumpTestBase()
        : this(SshChoice.OpenSsh)
    {
    }

    private protected JumpTestBase(SshChoice ssh)
    {
        Configure("srv");
        Share(Target);
        Watch = new ConnectionLog(Jump, ssh);
    }

    private protected SshServer Jump { get; } = new();

    private protected SshServer Target { get; } = new();

    private protected ConnectionLog Watch { get; }

    public void Dispose()
    {
        Watch.DisposeAsync().AsTask().Wait();
        Target.Dispose();
        Jump.Dispose();
        GC.SuppressFinalize(this);
    }

    // The way to the target.
    private protected void Configure(string jumps, string more = "") => Jump.Configure($"""
        {more}
        Host target
          HostName 127.0.0.1
          Port {Target.Port}
          ProxyJump {jumps}
        """);

    // Lets the jump's key in, and trusts the server.
    private protected void Share(SshServer server)
    {
        File.AppendAllText(Path.Combine(server.Folder, "authorized_keys"), File.ReadAllText(Jump.UserKey + ".pub"));
        File.AppendAllText(Jump.KnownHosts, File.ReadAllText(server.KnownHosts));
    }
}
