using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class ListeningPortsTests
{
    [Fact]
    public void A_port_is_listed_once_for_each_program_by_its_nearest_address()
    {
        var text = """
            L LISTEN 0 5   169.254.0.21:8888 0.0.0.0:* users:(("socat",pid=470,fd=6))
            L LISTEN 0 128    127.0.0.1:8888 0.0.0.0:* users:(("jupyter-server",pid=437,fd=6))
            L LISTEN 0 128        [::1]:8888    [::]:* users:(("jupyter-server",pid=437,fd=7))
            L LISTEN 0 128 127.0.0.53%lo:53  0.0.0.0:*
            L State  Recv-Q Send-Q Local Address:Port Peer Address:Port
            O 437 /usr/bin/python3 /home/alice/bin/jupyter-server --no-browser
            """;

        var ports = ListeningPorts.Read(text).List.ToArray();

        Assert.Equal(
            [
                new ListeningPort(8888, "169.254.0.21", 470, "socat", null),
                new ListeningPort(8888, "127.0.0.1", 437, "/usr/bin/python3 /home/alice/bin/jupyter-server --no-browser", true),
                new ListeningPort(53, "127.0.0.53", null, null, null),
            ],
            ports);
    }

    [Fact]
    public void The_kernels_own_table_tells_whose_they_are()
    {
        var text = """
    U 1000
    N   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
    N    0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 17133 1 0000000000000000 100 0 0 10 0
    N    1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17134 1 0000000000000000 100 0 0 10 0
    N    2: 0100007F:1F91 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 17135 1 0000000000000000 100 0 0 10 0
    N    3: 00000000000000000000000001000000:1770 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 5
    N    4: 0000000000000000FFFF00000100007F:1771 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 6
    """;

        var ports = ListeningPorts.Read(text).List.ToArray();

        Assert.Equal(
            [
                new ListeningPort(8080, "127.0.0.1", null, null, true),
                new ListeningPort(22, "0.0.0.0", null, null, false),
                new ListeningPort(6000, "::1", null, null, true),
                new ListeningPort(6001, "127.0.0.1", null, null, true),
            ],
            ports);
    }

    [Fact]
    public void Programs_on_other_addresses_of_the_loopback_network_keep_their_address()
    {
        var text = "U 7\nL LISTEN 0 5 127.0.1.1:8888 0.0.0.0:* uid:7 ino:1\nL LISTEN 0 5 127.0.0.1:8888 0.0.0.0:* uid:7 ino:2\n"
            + "L LISTEN 0 5 [::1]:8888 [::]:* uid:7 ino:3\nL LISTEN 0 5 [::1]:9000 [::]:* uid:7 ino:4\n";

        var ports = ListeningPorts.Read(text).List;

        Assert.Equal([(8888, "127.0.1.1"), (8888, "127.0.0.1"), (9000, "::1")], ports.Select(port => (port.Port, port.Address)));
    }

    [Theory]
    [InlineData("L LISTEN 0 128 *:8888 *:* users:((\"a,b\",1234,6))", "*", 1234, "a,b")]
    [InlineData("L LISTEN 0 128 :::8888 :::*", "::", null, null)]
    [InlineData("L tcp LISTEN 0 128 [fe80::1%eth0]:8888 [::]:* users:((\"x", "fe80::1%eth0", null, null)]
    public void Old_and_cut_rows_are_read_as_far_as_they_go(string line, string address, int? pid, string? command) =>
        Assert.Equal([new ListeningPort(8888, address, pid, command, null)], ListeningPorts.Read(line).List.ToArray());

    [Theory]
    [InlineData("L udp UNCONN 0 0 0.0.0.0:68 0.0.0.0:*")]
    [InlineData("L LISTEN 0 128 localhost:http *:*")]
    [InlineData("L LISTEN 0 128 *:70000 *:*")]
    [InlineData("L LISTEN 0")]
    [InlineData("N 0: 0100007F:0000 00000000:0000 0A")]
    [InlineData("N 0: 01zz007F:1F90 00000000:0000 0A")]
    [InlineData("O 12")]
    public void What_is_no_listening_tcp_socket_is_no_port(string line) => Assert.Empty(ListeningPorts.Read(line).List);

    [RequiresFact(Needs.Recordings)]
    public void Every_recording_of_ss_gives_its_tcp_ports()
    {
        var extended = Read("ss-extended-ino-cgroup-suffix.txt");
        var wide = Read("ss-tulpen-ubuntu1804.txt");

        Assert.Equal(
            [
                new(33423, "127.0.0.1", 4197, "python", false),
                new(22, "0.0.0.0", 369, "sshd", false),
                new(8888, "127.0.0.1", 2686, "jupyter-lab", false),
            ],
            extended);
        Assert.Equal([new(8888, "203.0.113.140", 156299, "jupyter-lab", null)], Read("ss-lntp-jupyter-lab-public-ip.txt"));
        Assert.Equal([new(8888, "0.0.0.0", 5119, "jupyter-noteboo", null)], Read("ss-lntup-jupyter-comm-cut-15.txt"));
        Assert.Equal(
            [111, 35769, 47945, 8888, 8888, 49999, 22, 49983], Read("ss-tulnp-jupyter-server-socat.txt").Select(port => port.Port));
        Assert.Contains(new ListeningPort(8888, "127.0.0.1", 437, "jupyter-server", null), Read("ss-tulnp-jupyter-server-socat.txt"));
        Assert.Contains(new ListeningPort(3689, "0.0.0.0", 6716, "rhythmbox", true), wide);
        Assert.Contains(new ListeningPort(80, "0.0.0.0", 24795, "/usr/sbin/apach", false), wide);
        Assert.Contains(new ListeningPort(53, "127.0.0.53", 1117, "systemd-resolve", false), wide);
        Assert.DoesNotContain(wide, port => port.Port == 5353);
    }

    private static ListeningPort[] Read(string file)
    {
        var lines = Recorded.Text("misc", file).Split('\n').Select(line => "L " + line);
        return [.. ListeningPorts.Read("U 1000\n" + string.Join('\n', lines)).List];
    }
}
