using System.Text;
using GpuTop.Recordings;
using GpuTop.State;
using GpuTop.Tests.Cli.Replay;

namespace GpuTop.Tests.Recordings;

public sealed class AnonymizerTests
{
    [Theory]
    [InlineData(
        "a",
        "P 71 1 1001 alice R 60 99.0 4096 python train.py --run alice_v2",
        "P 71 1 1001 name1 R 60 99.0 4096 python train.py --run name2")]
    [InlineData("d", "K nas7:/export/home 100 50 50 50% /home/alice", "K name1:/name2/home 100 50 50 50% /home/name3")]
    [InlineData("d", "K /dev/nvme0n1p2 100 50 50 50% /", "K /dev/nvme0n1p2 100 50 50 50% /")]
    [InlineData(
        "p",
        "L LISTEN 0 128 10.1.2.3:8888 0.0.0.0:* users:((\"jupyter-lab\",pid=5,fd=6))",
        "L LISTEN 0 128 198.18.0.2:8888 0.0.0.0:* users:((\"jupyter-lab\",pid=5,fd=6))")]
    [InlineData(
        "a",
        "G 71 0::/system.slice/docker-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope",
        "G 71 0::/system.slice/docker-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1.scope")]
    [InlineData("d", "K /dev/sda1 479079112000 277865884000 1 62% /scratch", "K /dev/sda1 479079112000 277865884000 1 62% /scratch")]
    [InlineData(
        "g",
        "0, GPU-5a0c1234-0000-1111-2222-333344445555, NVIDIA A100-SXM4-80GB, 98",
        "0, GPU-aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaa1, NVIDIA A100-SXM4-80GB, 98")]
    [InlineData("", "permission denied (publickey) for müller", "name1 denied (name2) name3 name4")]
    public void Names_are_replaced_and_figures_and_forms_stay(string tag, string text, string expected) =>
        Assert.Equal(expected, new Anonymizer([]).Rewrite(tag, text));

    [Fact]
    public void A_name_is_the_same_in_all_sections_and_on_all_servers()
    {
        var anonymizer = new Anonymizer(["gpu01"]);

        Assert.Equal("name1", anonymizer.Rewrite("a", "alice"));
        Assert.Equal("/home/name1/name2", anonymizer.Rewrite("s", "/home/alice/gpu01"));
        Assert.Equal("name1@name2", anonymizer.Rewrite("t", "alice@gpu01"));
    }

    [Fact]
    public void Users_and_hosts_are_replaced_also_where_their_name_is_a_common_word()
    {
        var anonymizer = new Anonymizer(["train"]);

        Assert.Equal("user=name1\nhost=name2", anonymizer.Rewrite("i", "user=data\nhost=python"));
        Assert.Equal("/name1/name2/name3", anonymizer.Rewrite("s", "/data/python/train"));
    }

    [Fact]
    public void An_anonymous_recording_names_nobody_and_shows_the_same_fleet()
    {
        var length = TimeSpan.FromSeconds(40);
        var anonymizer = new Anonymizer(["gpu01", "gpu02", "gpu03", "gpu04"]);
        var text = Encoding.UTF8.GetString(DemoRecording.Text(length, anonymizer.Rewrite));
        var body = text[text.IndexOf("\n\n", StringComparison.Ordinal)..];

        foreach (var name in new[] { "alice", "bob", "carol", "dave", "erin", "gpu01", "gpu02", "nas01", "llama", "resnet" })
        {
            Assert.DoesNotContain(name, body, StringComparison.OrdinalIgnoreCase);
        }

        var named = Replayed.At(DemoRecording.Read(length), length);
        var anonymous = Replayed.At(DemoRecording.Read(length, new Anonymizer(["gpu01", "gpu02", "gpu03", "gpu04"]).Rewrite), length);
        Assert.Equal(Figures(named), Figures(anonymous));
    }

    private static string Figures(AppState state) => string.Join('\n', state.Fleet.Servers.Select(server =>
        $"{server.Connection.Phase} {server.Mounts.Length} {server.Sessions.Length} {server.Ports.Length} " + string.Join(
            ' ', server.Gpus.Select(gpu =>
            $"{gpu.Sample.Index}:{gpu.Availability.State}:{gpu.Sample.MemoryUsedMiB}:{server.ProcessesOn(gpu).Count()}"))));
}
