using System.Net.Sockets;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class SocketFolderTests : IDisposable
{
    private const int DeadProcess = 0x3FFFFFFF;
    private readonly string _place = $"/tmp/gt-{Guid.NewGuid():N}"[..16];

    public void Dispose()
    {
        if (new FileInfo(_place).LinkTarget is not null)
        {
            File.Delete(_place);
        }

        if (Directory.Exists(_place))
        {
            Directory.Delete(_place, recursive: true);
        }
    }

    [Fact]
    public void Nobody_else_may_enter_it_and_it_goes_when_disposed()
    {
        var folder = SocketFolder.Create([_place], 7);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
        Assert.Matches($"^{_place}/7(\\.[0-9]+)?$", folder.Path);
        folder.Dispose();
        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void No_two_sockets_have_the_same_path()
    {
        using var folder = SocketFolder.Create([_place], 7);

        Assert.NotEqual(folder.NextSocket(), folder.NextSocket());
    }

    [Fact]
    public void A_place_whose_path_is_too_long_or_strange_is_passed_over()
    {
        using var folder = SocketFolder.Create(["/tmp/" + new string('x', 80), "/tmp/100%", "/tmp/a b", _place], 7);

        Assert.StartsWith(_place, folder.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_the_way_is_not_followed()
    {
        var elsewhere = Directory.CreateTempSubdirectory();
        File.CreateSymbolicLink(_place, elsewhere.FullName);

        var error = Assert.Throws<IOException>(() => SocketFolder.Create([_place], 7));

        Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.GetFileSystemInfos());
        File.Delete(_place);
        elsewhere.Delete();
    }

    [Fact]
    public void A_folder_of_another_user_is_not_used_and_not_changed()
    {
        var others = Posix.UserId == 0 ? _place : "/usr";
        if (others == _place)
        {
            Directory.CreateDirectory(_place);
            System.Diagnostics.Process.Start("chown", ["65534", _place]).WaitForExit();
        }

        var before = File.GetUnixFileMode(others);
        var error = Assert.Throws<IOException>(() => SocketFolder.Create([others], 7));

        Assert.Contains("belongs to another user", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.GetUnixFileMode(others));
    }

    [Fact]
    public async Task What_a_killed_run_has_left_is_removed_and_a_live_one_is_left_alone()
    {
        using var live = SocketFolder.Create([_place], 8);
        var dead = Directory.CreateDirectory($"{_place}/{DeadProcess}");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(dead.FullName + "/0001"));
            File.Move(dead.FullName + "/0001", dead.FullName + "/0002"); // Not deleted by .NET when it closes, as after SIGKILL.
        }

        using var folder = SocketFolder.Create([_place], 7);
        await folder.RemoveStaleAsync(CancellationToken.None);

        Assert.False(dead.Exists && Directory.Exists(dead.FullName));
        Assert.True(Directory.Exists(live.Path));
    }

    [Fact]
    public void A_fresh_place_goes_with_its_folder_and_a_common_one_stays()
    {
        var fresh = _place + "-0123abcd";
        SocketFolder.Create([_place, fresh], 7).Dispose();
        Assert.True(Directory.Exists(_place));
        Squat();
        using (var folder = SocketFolder.Create([_place, fresh], 7))
        {
            Assert.StartsWith(fresh, folder.Path, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(fresh));
    }

    [Fact]
    public async Task Fresh_places_that_killed_runs_have_left_are_removed()
    {
        Squat();
        var left = Directory.CreateDirectory($"{_place}-0123abcd/{DeadProcess}").Parent!.FullName;
        var young = Directory.CreateDirectory(_place + "-4567abcd").FullName;
        using var live = SocketFolder.Create([_place, _place + "-89ababcd"], 8);
        await Remove();
        Assert.True(Directory.Exists(left) && Directory.GetDirectories(left).Length == 0);
        Directory.SetLastWriteTimeUtc(left, Directory.GetLastWriteTimeUtc(left).AddMinutes(-2));

        await Remove();

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(young) && Directory.Exists(live.Path));
        Directory.Delete(young);

        async Task Remove()
        {
            using var folder = SocketFolder.Create([_place, _place + "-cdefabcd"], 7);
            await folder.RemoveStaleAsync(CancellationToken.None);
        }
    }

    // Another user owns the common place, so each run makes a fresh one.
    private void Squat()
    {
        if (Directory.Exists(_place))
        {
            Directory.Delete(_place, recursive: true);
        }

        File.CreateSymbolicLink(_place, "/nonexistent/place");
    }

    [Fact]
    public void The_runtime_folder_comes_first_and_a_fresh_one_last()
    {
        var places = SocketFolder.Places("/run/user/1000", 1000).ToList();

        Assert.Equal(["/run/user/1000/gputop", "/tmp/gputop-1000"], places[..2]);
        Assert.Matches("^/tmp/gputop-1000-[0-9a-f]{8}$", places[2]);
        Assert.Equal("/tmp/gputop-1000", SocketFolder.Places("relative", 1000).First());
    }
}
