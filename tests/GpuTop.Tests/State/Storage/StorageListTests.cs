using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

public sealed class StorageListTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_fullest_by_space_or_inodes_is_first_and_unknown_ones_last()
    {
        var rows = Of(new ListScreen(), Server("a", Mount("/x", 50), Mount("/y", 10, inodes: 97), Mount("/z", null)),
            Server("b", Mount("/w", 91)));

        Assert.Equal(["/y", "/w", "/x", "/z"], rows.Select(row => row.Mount?.Path));
    }

    [Fact]
    public void Automounted_homes_are_one_row_with_their_count()
    {
        var homes = Enumerable.Range(1, 44).Select(user =>
            new Mount($"/home/u{user}", $"nas:/vol/home/u{user}", "nfs4", 1000, 900, 100, 90, null));
        var server = Server("a", [.. homes, new Mount("/home/big", "nas:/vol/big", "nfs4", 5000, 100, 4900, 2, null), Mount("/", 1)]) with
        {
            Identity = new Reading.Identity("u7", 1001, "/home/u7", null),
            Processes = [Process(1001, "/home/u8/run")],
        };

        var rows = Of(new ListScreen(), server);

        Assert.Equal([("/home/*", 44, true, 1), ("/home/big", 1, false, 0), ("/", 1, false, 0)],
            rows.Select(row => (row.Name!, row.Count, row.IsHome, row.Jobs)));
    }

    [Fact]
    public void A_mount_that_fails_comes_before_those_that_answer()
    {
        var rows = Of(new ListScreen(), Server("a", Mount("/x", 50), Mount("/z", null) with { Problem = "Stale file handle" }));

        Assert.Equal(["/z", "/x"], rows.Select(row => row.Name));
    }

    [Theory]
    [InlineData(0, false, "/b /a /c")]
    [InlineData(1, false, "/a /b /c")]
    [InlineData(1, true, "/c /b /a")]
    public void Rows_are_sorted_by_the_chosen_column(int column, bool reversed, string paths)
    {
        var rows = Of(new ListScreen { Sort = column, Reversed = reversed }, Server("y", Mount("/a", 1), Mount("/c", 0)),
            Server("x", Mount("/b", 2)));

        Assert.Equal(paths, string.Join(' ', rows.Select(row => row.Mount?.Path)));
    }

    [Theory]
    [InlineData("/home/alice", "/home")]
    [InlineData("/home", "/home")]
    [InlineData("/homely", "/")]
    [InlineData("/scratch/alice/run", "/scratch/alice")]
    [InlineData(null, null)]
    public void A_path_is_in_the_mount_with_the_longest_path_above_it(string? path, string? mount) =>
        Assert.Equal(mount, StorageList.MountOf(Server("a", Mount("/", 1), Mount("/home", 1), Mount("/scratch", 1),
            Mount("/scratch/alice", 1)), path)?.Path);

    [Fact]
    public void The_users_home_and_job_folders_are_marked()
    {
        var server = Server("a", Mount("/", 1), Mount("/home", 1), Mount("/data", 1)) with
        {
            Identity = new Reading.Identity("alice", 1001, "/home/alice", null),
            Processes = [Process(1001, "/data/run"), Process(1001, "/data"), Process(1002, "/home/bob")],
        };

        var rows = Of(new ListScreen { Sort = 1 }, server);

        Assert.Equal([("/", false, 0), ("/data", false, 2), ("/home", true, 0)],
            rows.Select(row => (row.Mount!.Path, row.IsHome, row.Jobs)));
    }

    [Fact]
    public void A_df_that_hangs_is_said_first_and_what_was_known_stays()
    {
        var server = Server("a", Mount("/", 1)) with
        {
            Hanging = [ProbeSection.Mounts],
            SectionTimes = ImmutableDictionary<ProbeSection, DateTimeOffset>.Empty.Add(ProbeSection.Mounts, Now.AddSeconds(-40)),
        };

        var rows = Of(new ListScreen(), server);

        Assert.Equal(2, rows.Length);
        Assert.Equal((null, TimeSpan.FromSeconds(40)), (rows[0].Mount, rows[0].Silence));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_mount_that_hangs_comes_before_those_with_numbers_and_says_for_how_long(int column, bool reversed)
    {
        var server =
            Server("a", Mount("/full", 99), Mount("/dead", null) with { HangsFor = TimeSpan.FromSeconds(4) }, Mount("/z", null)) with
            {
                Identity = new Reading.Identity("a", 1, "/dead/a", null),
                SectionTimes = ImmutableDictionary<ProbeSection, DateTimeOffset>.Empty.Add(ProbeSection.Mounts, Now.AddSeconds(-20)),
            };

        var row = Of(new ListScreen { Sort = column, Reversed = reversed }, server)[0];

        Assert.Equal(("/dead", true, TimeSpan.FromSeconds(24)), (row.Mount?.Path, row.IsHome, row.Silence));
    }

    [Fact]
    public void The_hang_time_of_a_lost_server_does_not_grow()
    {
        var server = Server("a", Mount("/dead", null) with { HangsFor = TimeSpan.FromSeconds(4) }) with
        {
            Connection = new ConnectionStatus(ConnectionPhase.Lost, Now),
            SectionTimes = ImmutableDictionary<ProbeSection, DateTimeOffset>.Empty.Add(ProbeSection.Mounts, Now.AddHours(-2)),
        };

        Assert.Equal(TimeSpan.FromSeconds(4), Of(new ListScreen(), server)[0].Silence);
    }

    [Theory]
    [InlineData("server:b", "/w")]
    [InlineData("path:/x*", "/x")]
    [InlineData("type:nfs*", "/w")]
    [InlineData("mine:home", "/x")]
    [InlineData("nothing", "")]
    public void The_filter_has_the_fields_server_path_type_and_mine(string filter, string paths)
    {
        var mine = Server("a", Mount("/x", 50)) with { Identity = new Reading.Identity("a", 1, "/x/a", null) };

        var rows = Of(new ListScreen { FilterText = filter }, mine, Server("b", Mount("/w", 91) with { Type = "nfs4" }));

        Assert.Equal(paths, string.Join(' ', rows.Select(row => row.Mount?.Path)));
    }

    private static ImmutableArray<StorageRow> Of(ListScreen list, params Server[] servers) => StorageList.View.Of(new AppState
    {
        Fleet = new Fleet([.. servers]),
        Now = Now,
        View = ViewKind.Storage,
        Lists = ImmutableDictionary<ViewKind, ListScreen>.Empty.Add(ViewKind.Storage, list),
    });

    private static Server Server(string name, params Mount[] mounts) =>
        GpuTop.Model.Server.Initial(name, name, Now)
            with
        { Connection = new ConnectionStatus(ConnectionPhase.Live, Now), Mounts = [.. mounts] };

    private static Mount Mount(string path, double? used, double? inodes = null) =>
        new(path, "/dev" + path, "ext4", 100, 1, 99, used, inodes);

    private static GpuProcess Process(int user, string folder) =>
        new() { Pid = 1, UserId = user, WorkingDirectory = folder, Shares = [new GpuShare("GPU-0", 1, 1)] };
}
