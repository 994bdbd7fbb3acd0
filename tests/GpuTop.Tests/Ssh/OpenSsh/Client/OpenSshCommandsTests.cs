using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class OpenSshCommandsTests
{
    private static readonly OpenSshVersion Newest = new(9, 9);

    [Fact]
    public void A_master_is_started_deaf_to_the_keys_that_stop_programs()
    {
        var command = new OpenSshCommands(Newest, null).Master("gpu1", "/run/x/0001", hasProxy: false, null, OpenSshCommands.Shell("m1"));

        Assert.Equal("/bin/sh", command.File);
        Assert.Equal(["-c", "trap '' INT QUIT TSTP; exec $(command -v setsid) ssh \"$@\"", "ssh"], command.Arguments.Take(3));
        Assert.Equal(["-T", "--", "gpu1", "exec sh -c 'echo m1; exec sh -s'"], command.Arguments.TakeLast(4));
    }

    [Fact]
    public void A_program_is_started_by_its_place_since_the_working_directory_may_be_gone()
    {
        Assert.Matches("^/.*/sh$", new ProcessCommand("sh", []).Redirected().FileName);
        Assert.Equal("/x/sh", new ProcessCommand("/x/sh", []).Redirected().FileName);
        // A full path: .NET searches a bare name in the working directory too.
        Assert.Matches("^/.*/no-such-program$", new ProcessCommand("no-such-program", []).Redirected().FileName);
    }

    [Fact]
    public void A_master_is_given_exactly_the_measured_options()
    {
        var options = OpenSshOptions.Master("/run/x/0001", Newest, throughProxy: false).Where(argument => argument != "-o");

        Assert.Equal(
            """
            ControlMaster=yes ControlPath=/run/x/0001 ControlPersist=no RemoteCommand=none RequestTTY=no ClearAllForwardings=yes
            ForwardX11=no ForwardAgent=no Tunnel=no PermitLocalCommand=no BatchMode=no NumberOfPasswordPrompts=1 VisualHostKey=no
            LogLevel=VERBOSE ConnectionAttempts=1 ConnectTimeout=15 ServerAliveInterval=15 ServerAliveCountMax=6 TCPKeepAlive=yes
            Compression=yes StdinNull=no ForkAfterAuthentication=no SessionType=default
            """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
            options);
    }

    [Fact]
    public void An_older_client_is_spared_options_it_would_refuse()
    {
        var options = OpenSshOptions.Master("/run/x/0001", new OpenSshVersion(8, 6), throughProxy: false);

        Assert.DoesNotContain(options, option => option.StartsWith("SessionType", StringComparison.Ordinal));
    }

    [Fact]
    public void Through_a_proxy_there_is_time_to_type_its_password() =>
        Assert.Contains("ConnectTimeout=120", OpenSshOptions.Master("/run/x/0001", Newest, throughProxy: true));

    [Fact]
    public void A_host_that_looks_like_an_option_is_none()
    {
        var command = new OpenSshCommands(Newest, null).Master(
            "-oProxyCommand=x", "/run/x/0001", hasProxy: false, null, OpenSshCommands.Shell("m1"));

        Assert.Equal("--", command.Arguments[command.Arguments.IndexOf("-oProxyCommand=x") - 1]);
    }

    [Fact]
    public void Commands_over_a_connection_read_no_file_and_never_connect_themselves()
    {
        string[] guard = ["-F", "none", "-S", "/run/x/0001", "-o", "ControlMaster=no", "-o", "ProxyCommand=false", "-o", "LogLevel=ERROR"];

        Assert.Equal([.. guard, "-T", "x", "true"], OpenSshCommands.Exec("/run/x/0001", "true").Arguments.ToArray());
        Assert.Equal(
            [.. guard, "-o", "EscapeChar=none", "-tt", "x", "tmux attach"],
            OpenSshCommands.Attach("/run/x/0001", "tmux attach").Arguments.ToArray());
        Assert.Equal(
            [.. guard, "-O", "forward", "-L", "/run/x/0001.1:host:2", "x"],
            OpenSshCommands.OpenForward("/run/x/0001", "/run/x/0001.1", "host", 2).Arguments.ToArray());
        Assert.Equal(
            [.. guard, "-O", "cancel", "-L", "/run/x/0001.1:[::1]:2", "x"],
            OpenSshCommands.CloseForward("/run/x/0001", "/run/x/0001.1", "::1", 2).Arguments.ToArray());
    }

    [Fact]
    public void Behind_a_jump_of_ours_the_connection_goes_through_its_socket()
    {
        var command = new OpenSshCommands(Newest, "/etc/c").Master(
            "gpu1", "/run/x/0002", hasProxy: false, "/run/x/0001", OpenSshCommands.Shell("m1"));

        Assert.Equal(
            [
                "-F",
                "/etc/c",
                "-E",
                "/run/x/0002.log",
                "-o",
                "ProxyCommand=ssh -F none -S /run/x/0001 -o ControlMaster=no -o ProxyCommand=false -W '[%h]:%p' x"],
            command.Arguments.Skip(3).Take(6));
    }

    [Theory]
    [InlineData("OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.19", 9, 2)]
    [InlineData("OpenSSH_10.0p2, LibreSSL 3.3.6", 10, 0)]
    [InlineData("OpenSSH_for_Windows_9.5p1, LibreSSL 3.8.2", 9, 5)]
    public void The_release_is_read_from_what_the_client_says(string text, int major, int minor) =>
        Assert.Equal(new OpenSshVersion(major, minor), OpenSshVersion.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("Dropbear v2022.83")]
    [InlineData("OpenSSH_x")]
    public void Another_client_has_no_release(string text) => Assert.Null(OpenSshVersion.Parse(text));

    [Fact]
    public void Releases_are_compared_as_numbers()
    {
        Assert.True(new OpenSshVersion(10, 0).HasSessionOptions);
        Assert.True(new OpenSshVersion(8, 10).HasSessionOptions);
        Assert.False(new OpenSshVersion(8, 3).HasAskpassRequire);
    }
}
