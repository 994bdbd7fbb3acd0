using System.Text.Json;
using GpuTop.EndToEnd.Probe;

namespace GpuTop.EndToEnd.Product;

/// <summary>A dead file server, as people and programs see it.</summary>
[Collection(nameof(HungDf))]
public sealed class DeadMountTests : IDisposable
{
    private readonly GpuServer _server = new("gpu01");
    private readonly TestFleet _fleet;

    public DeadMountTests()
    {
        _fleet = new TestFleet(_server);
        foreach (var (name, script) in DeadMounts.Programs)
        {
            _server.Install(name, script);
        }

        DeadMounts.Mount(_server.Driver, "/dev/vda / ext4 rw 0 0", "nas1:/home /home nfs4 rw 0 0", "nas2:/data /data nfs4 rw 0 0");
        DeadMounts.Kill(_server.Driver, "/data");
    }

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void Its_mount_is_said_to_hang_beside_the_numbers_of_the_others_until_it_answers()
    {
        using var screen = _fleet.Start(width: 80, height: 24);
        screen.WaitFor("gpu01");
        screen.Press("4");

        var hung = screen.WaitFor("the hanging mount", text => Line(text, "/data").Contains("hangs ", StringComparison.Ordinal));

        Assert.Contains("25%", Line(hung, "/home"));
        Assert.DoesNotContain('%', Line(hung, "/data"));

        DeadMounts.Kill(_server.Driver);

        screen.WaitFor("its numbers", text => Line(text, "/data").Contains("25%", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [RequiresFact(Needs.Server)]
    public void In_JSON_it_has_a_state_and_no_numbers()
    {
        var printed = _fleet.Run("list --json");

        Assert.Equal(0, printed.ExitCode);
        using var json = JsonDocument.Parse(printed.Output);
        var mounts = json.RootElement.GetProperty("servers")[0].GetProperty("mounts").EnumerateArray().ToDictionary(
            mount => mount.GetProperty("path").GetString()!,
            mount => (mount.GetProperty("state").GetString(), mount.GetProperty("usedPercent").ToString()));
        Assert.Equal(("hangs", ""), mounts["/data"]);
        Assert.Equal(("ok", "25"), mounts["/home"]);
    }

    private static string Line(string screen, string path) =>
        screen.Split('\n').FirstOrDefault(line => line.Contains($" {path} ", StringComparison.Ordinal), "");
}
