using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class SshDestinationTests : IDisposable
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_output_of_ssh_is_read()
    {
        var destination = Parse("""
            host gpu01
            user alice
            hostname gpu01.lab.org
            port 2222
            identitiesonly yes
            hashknownhosts yes
            stricthostkeychecking accept-new
            identityfile ~/.ssh/lab_%r
            identityfile /keys/%h
            userknownhostsfile ~/.ssh/known_hosts /other/known_hosts
            globalknownhostsfile /etc/ssh/ssh_known_hosts
            identityagent /run/agent
            proxyjump none
            passwordauthentication no
            """);

        Assert.Equal(("gpu01.lab.org", 2222, "alice"), (destination.HostName, destination.Port, destination.User));
        Assert.Equal("[gpu01.lab.org]:2222", destination.KnownName);
        Assert.Equal([Home + "/.ssh/lab_alice", "/keys/gpu01.lab.org"], destination.IdentityFiles.ToArray());
        Assert.Equal([Home + "/.ssh/known_hosts", "/other/known_hosts"], destination.UserKnownHostsFiles.ToArray());
        Assert.Equal((true, true, "/run/agent"), (destination.IdentitiesOnly, destination.HashesKnownHosts, destination.AgentSocket));
        Assert.Equal(UnknownHostKeyPolicy.Accept, destination.UnknownHostKeys);
        Assert.Equal(["publickey", "keyboard-interactive"], destination.Methods.ToArray());
        Assert.Null(destination.Unsupported);
    }

    [Fact]
    public void Nothing_at_all_gives_the_defaults_of_ssh()
    {
        var destination = SshDestinationParser.Parse("", "bob@gpu02", name => name == "SSH_AUTH_SOCK" ? "/agent" : null);

        Assert.Equal(("gpu02", 22, "gpu02"), (destination.HostName, destination.Port, destination.KnownName));
        Assert.Equal("/agent", destination.AgentSocket);
        Assert.Contains(Home + "/.ssh/id_ed25519", destination.IdentityFiles.ToArray());
        Assert.Equal(UnknownHostKeyPolicy.Ask, destination.UnknownHostKeys);
    }

    [Theory]
    [InlineData("proxycommand nc %h %p", "ProxyCommand")]
    [InlineData("pkcs11provider /lib/x.so", "PKCS11Provider")]
    public void Settings_that_the_client_lacks_are_named(string line, string name) => Assert.Equal(name, Parse(line).Unsupported);

    [Fact]
    public void Jumps_are_read_in_order() =>
        Assert.Equal(["alice@one:2222", "gpu01-gate"], Parse("proxyjump alice@one:2222,%h-gate").Jumps.ToArray());

    [Theory]
    [InlineData("identityagent none", null)]
    [InlineData("identityagent $MY_AGENT", "/mine")]
    [InlineData("identityagent ~/agent", "HOME/agent")]
    public void An_agent_is_found_by_its_setting(string line, string? socket) => Assert.Equal(
        socket?.Replace("HOME", Home, StringComparison.Ordinal),
        SshDestinationParser.Parse(line, "gpu01", name => name == "MY_AGENT" ? "/mine" : "/usual").AgentSocket);

    [Fact]
    public void The_first_value_of_the_matching_blocks_counts()
    {
        Write("extra", "Host gpu01\n  User carol\n");
        var file = Write("config", """
            # comment
            Host gpu* !gpu09
              HostName %h.lab.org
              IdentityFile "~/.ssh/lab key"
            Include FOLDER/extra
            Host gpu01
              User = alice
              Port 2200
              IdentityFile ~/.ssh/second
            Match all
              Port 1
            Host *
              Port 2201
              UserKnownHostsFile /known
            """);

        var first = Read(file, "gpu01");
        var other = Read(file, "gpu09");

        Assert.Equal(("gpu01.lab.org", 2200, "carol"), (first.HostName, first.Port, first.User));
        Assert.Equal([Home + "/.ssh/lab key", Home + "/.ssh/second"], first.IdentityFiles.ToArray());
        Assert.Equal(["/known"], first.UserKnownHostsFiles.ToArray());
        Assert.Equal(("gpu09", 2201), (other.HostName, other.Port));
    }

    [Fact]
    public void The_address_overrides_the_file()
    {
        var file = Write("config", "Host gpu01\n  HostName 10.0.0.1\n  User alice\n  Port 2200\n");

        var named = Read(file, "bob@gpu01");
        var uri = Read(file, "ssh://eve@gpu01:2299");

        Assert.Equal(("10.0.0.1", "bob", 2200), (named.HostName, named.User, named.Port));
        Assert.Equal(("10.0.0.1", "eve", 2299), (uri.HostName, uri.User, uri.Port));
    }

    [Fact]
    public void A_file_that_is_absent_is_empty() => Assert.Equal("gpu01", Read(Path.Combine(_folder, "none"), "gpu01").HostName);

    private static SshDestination Parse(string settings) => SshDestinationParser.Parse(settings, "gpu01", _ => null);

    private SshDestination Read(string file, string host) =>
        SshDestinationParser.Parse(SshConfigReader.Read([file], _folder, host), host, _ => null);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text.Replace("FOLDER", _folder, StringComparison.Ordinal));
        return file;
    }
}
