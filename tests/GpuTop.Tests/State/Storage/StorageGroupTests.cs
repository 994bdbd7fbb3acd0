using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

public sealed class StorageGroupTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly Mount Home = new("/home", "nas01:/export/home", "nfs4", 1000, 910, 90, 91, null);
    private static readonly Mount Root = new("/", "/dev/sda1", "ext4", 1000, 500, 500, 50, 5);
    private static readonly Mount HungHome = Home with { UsedPercent = null, HangsFor = TimeSpan.FromSeconds(20) };

    private static readonly AppState Fleet24 = Of([.. Enumerable.Range(1, 24).Select(number => On($"gpu{number:00}", Home, Root))]);

    [Fact]
    public void A_network_file_system_of_several_servers_is_one_row_and_local_disks_are_one_each()
    {
        var rows = StorageList.View.Of(Fleet24);

        Assert.Equal(("/home", 24, "gpu01"), (rows[0].Name, rows[0].ServerCount, rows[0].Server.Name));
        Assert.Equal(24, rows.Count(row => row.Name == "/"));
        Assert.Equal(25, rows.Length);
    }

    [Fact]
    public void The_same_device_with_another_type_is_a_row_of_its_own()
    {
        var rows = StorageList.View.Of(Of(On("a", Home), On("b", Home), On("c", Home with { Type = "nfs" })));

        Assert.Equal([("nfs", 1), ("nfs4", 2)], rows.Select(row => (row.Mount!.Type!, row.ServerCount)).Order());
    }

    [Fact]
    public void Two_names_of_one_machine_are_one_server()
    {
        var rows = StorageList.View.Of(Of(On("a", Home), On("b", Home) with { SameAs = "a" }));

        Assert.Equal([1, 1], rows.Select(row => row.ServerCount));
        Assert.DoesNotContain(rows, row => row.IsGroup);
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData(" ")]
    public void Enter_lists_the_servers_under_the_row_and_folds_them_from_any_of_them(string key)
    {
        var opened = Fleet24.Press(key);
        var folded = opened.Press("j", "j", key);

        Assert.Equal(49, StorageList.View.Of(opened).Length);
        Assert.Equal(["gpu01", "gpu02"], StorageList.View.Of(opened)[1..3].Select(row => row.Server.Name));
        Assert.All(StorageList.View.Of(opened)[1..25], row => Assert.True(row.IsMember));
        Assert.Equal(25, StorageList.View.Of(folded).Length);
        Assert.True(StorageList.View.Selected(folded)?.IsGroup);
    }

    [Fact]
    public void Enter_on_a_local_disk_says_that_only_its_server_has_it() =>
        Assert.Equal("only gpu01 has it", Fleet24.Press("j", "Enter").Notice?.Text);

    [Theory]
    [InlineData("server:gpu07 path:/home", 1)]
    [InlineData("server:gpu0? path:/home", 9)]
    [InlineData("type:nfs4", 24)]
    [InlineData("server:nowhere", null)]
    public void The_filter_keeps_the_servers_that_match(string filter, int? servers)
    {
        var rows = StorageList.View.Of(Fleet24.WithFilter(filter));

        Assert.Equal(servers, rows.IsEmpty ? null : Assert.Single(rows).ServerCount);
    }

    [Fact]
    public void A_row_says_on_how_many_servers_df_hangs_and_shows_what_another_reports()
    {
        var row = Assert.Single(StorageList.View.Of(Of(On("a", HungHome), On("b", HungHome), On("c", Home))));

        Assert.Equal((3, 2, 91.0, "c"), (row.ServerCount, row.HangingCount, row.FullPercent, row.Server.Name));
    }

    [Fact]
    public void The_server_of_the_row_is_one_that_is_connected()
    {
        var lost = On("a", Home) with { Connection = new ConnectionStatus(ConnectionPhase.Lost, Now) };

        Assert.Equal("b", StorageList.View.SelectedServer(Of(lost, On("b", Home), On("c", Home))));
    }

    [Fact]
    public void Actions_on_the_row_go_to_its_server_and_name_it()
    {
        var shell = Lists.PressAll(Fleet24, "s");
        var copy = Lists.PressAll(Fleet24, "y");

        Assert.Equal("gpu01", Assert.IsType<Effect.Attach>(Assert.Single(shell.Effects)).Server);
        Assert.Equal("a shell on gpu01", shell.State.Notice?.Text);
        Assert.Equal("copied: ssh gpu01", copy.State.Notice?.Text);
        Assert.Equal("/home on gpu01", Assert.IsType<ChooseDialog>(Fleet24.Press("F2").Dialog).Title);
    }

    [Fact]
    public void The_alert_of_the_row_is_removed_though_another_server_stands_for_it()
    {
        var state = Of(On("a", Home with { UsedPercent = 50 }), On("b", Home with { UsedPercent = 50 }));
        var added = state.Press("n");
        var lost = added with
        {
            Fleet = added.Fleet.With("a", server => server with { Connection = new ConnectionStatus(ConnectionPhase.Lost, Now) }),
        };

        Assert.Equal("will tell when /home of a is 90% full", added.Notice?.Text);
        Assert.Empty(lost.Press("n").Alerts.Rules);
    }

    [Fact]
    public void An_alert_for_every_disk_notifies_once_for_a_network_file_system()
    {
        var rule = new AlertRule("disk", AlertKind.Disk) { Above = 90 };
        var state = Fleet24 with { Alerts = new AlertState { Rules = [rule] } };

        var first = Update.Apply(state, new Message.Ticked(), Now.AddSeconds(1));
        var lost = first.State with
        {
            Fleet = first.State.Fleet.With("gpu01", server => server with { Connection = new ConnectionStatus(ConnectionPhase.Lost, Now) }),
        };
        var second = Update.Apply(lost, new Message.Ticked(), Now.AddSeconds(2));

        Assert.Equal("/home is 91% full", Assert.Single(first.Effects.OfType<Effect.Notify>()).Notification.Text);
        Assert.Empty(second.Effects);
    }

    private static AppState Of(params Server[] servers) => new() { Fleet = new Fleet([.. servers]), Now = Now, View = ViewKind.Storage };

    private static Server On(string name, params Mount[] mounts) => Server.Initial(name, name, Now) with
    {
        Connection = new ConnectionStatus(ConnectionPhase.Live, Now),
        SectionTimes = ImmutableDictionary<ProbeSection, DateTimeOffset>.Empty.Add(ProbeSection.Mounts, Now),
        Mounts = [.. mounts],
    };
}
