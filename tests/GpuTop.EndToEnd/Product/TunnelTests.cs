using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GpuTop.EndToEnd;

public sealed partial class TunnelTests
{
    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_tunnel_leads_to_a_web_page_counts_its_bytes_and_closes()
    {
        using var server = new SshServer();
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));
        var port = Open(screen);

        Assert.Equal(WebServer.Page, WebServer.Fetch(port));
        screen.WaitFor("the bytes", text => Received().IsMatch(text));
        screen.Press("Enter");
        screen.WaitFor("closed");

        // The listener ends beside the screen.
        Assert.True(SpinWait.SpinUntil(() => !WebServer.IsListening(port), TimeSpan.FromSeconds(10)));
        Quit(screen);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_taken_local_port_leads_to_the_next_one()
    {
        using var server = new SshServer();
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));

        var port = Open(screen);

        // The web server itself holds the wished port here.
        Assert.NotEqual(web.Port, port);
        Assert.Contains($"{web.Port} is taken here", screen.Text, StringComparison.Ordinal);
        Assert.Equal(WebServer.Page, WebServer.Fetch(port));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void After_the_connection_broke_the_tunnel_works_again_at_the_same_port()
    {
        using var server = new SshServer();
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));
        var port = Open(screen);
        Assert.Equal(WebServer.Page, WebServer.Fetch(port));

        // While nobody listens it can't come back, so that there is time to look.
        server.StopAll();
        screen.WaitFor("○ waiting");
        server.Start();
        screen.Press("r");
        screen.WaitFor("● open");

        Assert.Contains($"127.0.0.1:{port}", screen.Text, StringComparison.Ordinal);
        Assert.Equal(WebServer.Page, WebServer.Fetch(port));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_server_that_forbids_tunnels_says_so()
    {
        using var server = new SshServer("AllowTcpForwarding no");
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));

        // Keys that arrive together are taken for pasted text.
        screen.WaitFor("ADDRESS HERE");
        screen.Press("Enter");

        screen.WaitFor("the server refuses tunnels (AllowTcpForwarding no)");
        screen.WaitFor("✕ failed");
        Quit(screen);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_port_on_which_nobody_listens_any_more_is_told_when_it_is_used()
    {
        using var server = new SshServer();
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));
        var remote = web.Port;
        var port = Open(screen);
        web.Dispose();

        Assert.Null(WebServer.Fetch(port));

        screen.WaitFor($"nothing listens on {remote} there");
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void One_session_is_enough_for_tunnels()
    {
        using var server = new SshServer("MaxSessions 1");
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));

        Assert.Equal(WebServer.Page, WebServer.Fetch(Open(screen)));
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Quitting_names_the_open_tunnels_and_closes_them()
    {
        using var server = new SshServer();
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port));
        var port = Open(screen);

        screen.Press("q");
        screen.WaitFor("this would end");
        screen.WaitFor("q quits");
        Assert.Contains($"srv:{web.Port} → 127.0.0.1:{port}", screen.Text, StringComparison.Ordinal);
        screen.Press("q");
        screen.WaitFor("ended with 0");

        Assert.False(WebServer.IsListening(port));
    }

    [RequiresFact(Needs.Server | Needs.Tmux | Needs.Python | Needs.Ss)]
    public void A_program_that_listens_is_offered()
    {
        using var server = new SshServer();
        using var program = Listen(["-m", "http.server", "--bind", "127.0.0.1"], out var port);
        using var screen = Start(server, "");

        Find(screen, port);
        var local = Open(screen);

        Assert.Contains("Directory listing", WebServer.Fetch(local), StringComparison.Ordinal);
        program.Kill();
    }

    [RequiresFact(Needs.Server | Needs.Tmux | Needs.Python | Needs.Ss)]
    public void Jupyters_token_is_found_in_its_own_list_and_not_shown()
    {
        using var tools = new Folder();
        var script = tools.Write("jupyter-lab", "import http.server, sys\nhttp.server.test(bind='127.0.0.1', port=int(sys.argv[1]))");
        using var program = Listen([script], out var port);
        tools.Write(
            "jupyter", $"#!/bin/sh\necho 'Currently running servers:'; echo 'http://localhost:{port}/?token=5ec2e7 :: /home/alice'");
        using var server = new SshServer($"SetEnv PATH={tools.Path}:/usr/bin:/bin");
        using var screen = Start(server, "");

        Find(screen, port);
        Open(screen);

        screen.WaitFor("/?token=…");
        Assert.DoesNotContain("5ec2e7", screen.Text, StringComparison.Ordinal);
        program.Kill();
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void An_open_tunnel_of_the_configuration_opens_itself()
    {
        using var server = new SshServer();
        using var web = new WebServer();
        using var screen = Start(server, Tunnel(web.Port) + "open = true\n");

        screen.WaitFor("● open");

        Assert.Equal(WebServer.Page, WebServer.Fetch(PortOn(screen.Text)));
    }

    private static Process Listen(string[] arguments, out int port)
    {
        port = SshServer.FreePort();
        return Process.Start(new ProcessStartInfo("python3", [.. arguments, $"{port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    // Everything that listens on this machine is offered: only the row of the port is left.
    private static void Find(TmuxScreen screen, int port)
    {
        screen.Press("/");
        screen.Type($" port:{port}");
        screen.Press("Enter");
        screen.WaitFor("its row", text => text.Contains($"srv:{port}  closed", StringComparison.Ordinal));
    }

    private static string Tunnel(int port) => $"""
        [[tunnel]]
        name = "page"
        remote = {port}

        """;

    private static TmuxScreen Start(SshServer server, string settings)
    {
        var config = Path.Combine(server.Folder, "gputop.toml");
        File.WriteAllText(config, settings);
        var screen = TmuxScreen.StartProgram($"--config {config} --ssh-config {server.ConfigFile} srv");
        screen.WaitFor("a live server", text => text.Contains("cpu ", StringComparison.Ordinal));
        screen.Press("t");
        return screen;
    }

    private static int Open(TmuxScreen screen)
    {
        screen.WaitFor("a row of the tunnels", text => text.Contains("ADDRESS HERE", StringComparison.Ordinal) && text.Contains('▌'));
        screen.Press("Enter");
        return PortOn(screen.WaitFor("● open"));
    }

    private static int PortOn(string text) =>
        int.Parse(LocalPort().Match(text).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static void Quit(TmuxScreen screen)
    {
        screen.Press("q");
        screen.WaitFor("ended with 0");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex LocalPort();

    // Page and head, through the tunnel.
    [GeneratedRegex(@"↑ [1-9]\d* ↓ [1-9]\d*")]
    private static partial Regex Received();

    /// <summary>A folder of programs.</summary>
    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gputop-bin-").FullName;

        public string Write(string name, string text)
        {
            var path = System.IO.Path.Combine(Path, name);
            File.WriteAllText(path, text + "\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
