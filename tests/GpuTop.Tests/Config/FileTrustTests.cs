using System.Diagnostics;
using GpuTop.Cli;
using GpuTop.Config;

namespace GpuTop.Tests.Config;

public sealed class FileTrustTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateDirectory = Private | UnixFileMode.UserExecute;

    private readonly string _root = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_file_of_mine_in_a_directory_of_mine_is_read() => Assert.Null(Refusal(Private, PrivateDirectory));

    [Fact]
    public void A_file_that_every_user_may_write_is_refused_with_what_to_do() => Assert.Equal(
        "F: refused, since it can hold commands: every user may write it; try: chmod go-w F",
        Refusal(Private | UnixFileMode.OtherWrite, PrivateDirectory));

    [Fact]
    public void A_directory_that_every_user_may_write_is_refused_unless_it_is_sticky()
    {
        Assert.Equal(
            "F: refused, since it can hold commands: every user may write the directory D; try: chmod go-w D",
            Refusal(Private, PrivateDirectory | UnixFileMode.OtherWrite));
        Assert.Null(Refusal(Private, PrivateDirectory | UnixFileMode.OtherWrite | UnixFileMode.StickyBit));
    }

    [Fact]
    public void A_link_is_as_safe_as_the_directory_that_holds_its_target()
    {
        var open = Directory.CreateDirectory(Path.Combine(_root, "open"));
        var target = Path.Combine(open.FullName, "target.toml");
        File.WriteAllText(target, "");
        File.SetUnixFileMode(open.FullName, PrivateDirectory | UnixFileMode.OtherWrite);
        var link = Path.Combine(_root, "gputop.toml");
        File.CreateSymbolicLink(link, target);

        Assert.Contains($"try: chmod go-w {open.FullName}", Assert.Single(SettingsFile.Load(link).Mistakes).Text);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.GroupRead, false)]
    public void A_group_that_is_not_the_users_own_must_not_write(UnixFileMode mode, bool isRefused)
    {
        // No system has a group of that number.
        var status = new FileStatus(0, 2_000_000_000, Private | mode, IsDevice: false);
        var problem = FileTrust.Problem("/etc/gputop.toml", status, false, "/etc/gputop.toml");

        Assert.Equal(isRefused ? "its group may write it; try: chmod go-w /etc/gputop.toml" : null, problem);
    }

    [Fact]
    public void The_users_own_group_may_write()
    {
        var group = Output("id", "-gn") == Environment.UserName ? uint.Parse(Output("id", "-g")) : (uint?)null;
        var status = new FileStatus(0, group, Private | UnixFileMode.GroupWrite, IsDevice: false);

        Assert.Equal(group is null, FileTrust.Problem("/f", status, false, "/f") is not null);
    }

    [Fact]
    public void A_file_of_another_user_is_refused_and_one_of_root_is_not()
    {
        var other = new FileStatus(2_000_000_001, 0, Private, IsDevice: false);

        Assert.Equal(
            "it belongs to another user (uid 2000000001); if you trust what it says: "
            + "cp '/s/it'\\''s.toml' ~/my-gputop.toml && gputop --config ~/my-gputop.toml",
            FileTrust.Problem("/s/it's.toml", other, false, "/s/it's.toml"));
        Assert.StartsWith(
            "the directory /s belongs to another user", FileTrust.Problem("/s", other, true, "/s/f"), StringComparison.Ordinal);
        Assert.Null(FileTrust.Problem("/f", other with { UserId = 0 }, false, "/f"));
    }

    [Fact]
    public void A_device_holds_nothing_that_others_wrote() => Assert.Empty(SettingsFile.Load("/dev/null").Mistakes);

    [Fact]
    public void Files_of_init_are_trusted_with_any_umask()
    {
        var path = Path.Combine(_root, "new", "gputop", "gputop.toml");

        Assert.Null(SettingsWriter.Write(path, "interval = \"2s\"\n"));
        Assert.Null(SettingsWriter.Write(path, "interval = \"3s\"\n"));

        Assert.Equal(TimeSpan.FromSeconds(3), SettingsFile.Load(path).Settings.Interval);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        var mode = File.GetUnixFileMode(Path.GetDirectoryName(path)!);
        Assert.Equal(UnixFileMode.None, mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    private string? Refusal(UnixFileMode file, UnixFileMode directory)
    {
        var path = Path.Combine(_root, "gputop.toml");
        File.WriteAllText(path, "interval = \"2s\"\n");
        File.SetUnixFileMode(path, file);
        File.SetUnixFileMode(_root, directory);
        return SettingsFile.Load(path).Mistakes is [var mistake, ..]
            ? mistake.ToString().Replace(path, "F", StringComparison.Ordinal).Replace(_root, "D", StringComparison.Ordinal)
            : null;
    }

    private static string Output(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
