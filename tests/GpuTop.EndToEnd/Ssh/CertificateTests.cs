using System.Diagnostics;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Keys that are vouched for by an authority, or lie with an agent.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-ca-").FullName;

    public CertificateTests() => Programs.Run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", Authority]);

    private string Authority => Path.Combine(_folder, "authority");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RequiresFact(Needs.Server)]
    public async Task A_certificate_logs_in_where_its_authority_is_trusted()
    {
        using var server = new SshServer($"TrustedUserCAKeys {Authority}.pub", "AuthorizedKeysFile none");
        server.Configure($"Host srv\n  CertificateFile {Certificate(server, "+1h")}");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        watch.Next<ConnectionEvent.Ready>();

        Assert.Contains("ID alice", Assert.Single(server.Said("Accepted publickey")), StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task An_expired_certificate_waits_for_the_user()
    {
        using var server = new SshServer($"TrustedUserCAKeys {Authority}.pub", "AuthorizedKeysFile none");
        server.Configure($"Host srv\n  CertificateFile {Certificate(server, "20200101:20200102")}");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        var failure = watch.Next<ConnectionEvent.NeedsUser>().Failure;

        Assert.Equal((FailureKind.Authentication, "permission denied (publickey)"), (failure.Kind, failure.Text));
    }

    [RequiresFact(Needs.Server)]
    public async Task A_host_whose_key_is_vouched_for_is_not_asked_about()
    {
        using var server = new SshServer($"HostCertificate {_folder}/host_key-cert.pub");
        VouchFor(server, "127.0.0.1");
        await using var watch = new ConnectionLog(server);
        using var questions = watch.Transport.Prompts.Subscribe(question => Assert.Fail(question.Text));
        watch.Connect();

        watch.Next<ConnectionEvent.Ready>();

        Assert.Contains("@cert-authority", File.ReadAllText(server.KnownHosts), StringComparison.Ordinal);
    }

    [RequiresFact(Needs.Server)]
    public async Task A_host_that_is_vouched_for_by_another_name_is_not_trusted()
    {
        using var server = new SshServer($"HostCertificate {_folder}/host_key-cert.pub");
        VouchFor(server, "elsewhere.example");
        await using var watch = new ConnectionLog(server);
        watch.Connect();

        // Not by its certificate; and its key without one is not known.
        Assert.Equal(FailureKind.UnknownHostKey, watch.Next<ConnectionEvent.NeedsUser>().Failure.Kind);
    }

    [RequiresFact(Needs.Server | Needs.Agent)]
    public async Task A_key_that_only_an_agent_holds_logs_in()
    {
        using var server = new SshServer();
        var socket = Path.Combine(_folder, "agent");
        using var agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        try
        {
            agent.StandardOutput.ReadLine(); // It says where it listens.
            Programs.Run("env", ["SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", server.UserKey]);
            File.Delete(server.UserKey);
            server.Configure($"Host srv\n  IdentityAgent {socket}");
            await using var watch = new ConnectionLog(server);
            watch.Connect();

            watch.Next<ConnectionEvent.Ready>();
        }
        finally
        {
            agent.Kill();
            agent.WaitForExit();
        }
    }

    /// <summary>The path of a certificate for the server's user key, where ssh does not look for it by itself.</summary>
    private string Certificate(SshServer server, string validity)
    {
        var key = Path.Combine(_folder, "alice");
        File.Copy(server.UserKey + ".pub", key + ".pub");
        Programs.Run("ssh-keygen", ["-q", "-s", Authority, "-I", "alice", "-n", Environment.UserName, "-V", validity, key + ".pub"]);
        return key + "-cert.pub";
    }

    /// <summary>Makes the server's certificate, and its authority all that the client knows.</summary>
    private void VouchFor(SshServer server, string name)
    {
        var key = Path.Combine(_folder, "host_key.pub");
        File.Copy(Path.Combine(server.Folder, "host_key.pub"), key);
        Programs.Run("ssh-keygen", ["-q", "-s", Authority, "-I", "host", "-h", "-n", name, key]);
        File.WriteAllText(server.KnownHosts, $"@cert-authority [127.0.0.1]:{server.Port} {File.ReadAllText(Authority + ".pub")}");
        server.Stop();
        server.Start();
    }
}
