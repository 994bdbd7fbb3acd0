using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class SshConfigHostsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("gputop-home-").FullName;

    [Fact]
    public void Names_are_taken_in_order_without_patterns_negations_and_comments()
    {
        Write("config", """
            # Host comment
            Host gpu01 gpu02
              HostName 10.0.0.1
            host="gpu 03" gpu-* !gpu-9 gpu04 # not this
            HOST = gpu01 gpu05
            Host *
            """);

        Assert.Equal(["gpu01", "gpu02", "gpu 03", "gpu04", "gpu05"], Names());
    }

    [Fact]
    public void Included_files_are_read_in_place_also_by_pattern_and_from_home()
    {
        Write("config", "Include conf.d/*.conf ~/.ssh/more\nHost last\n");
        Write("conf.d/b.conf", "Host b");
        Write("conf.d/a.conf", "Host a");
        Write("conf.d/ignored", "Host ignored");
        Write("more", "Host more");

        Assert.Equal(["a", "b", "more", "last"], Names());
    }

    [Fact]
    public void What_only_holds_under_match_is_left_out_and_the_next_host_counts_again()
    {
        Write("config", "Match host x exec \"true\"\n  Include secret\nHost after\n");
        Write("secret", "Host secret");

        Assert.Equal(["after"], Names());
    }

    [Fact]
    public void A_file_that_includes_itself_ends_and_one_that_is_missing_is_empty()
    {
        Write("config", "Host a\nInclude config\nInclude nowhere/*\n");

        Assert.Equal(["a"], Names());
        Assert.Empty(SshConfigHosts.Of(Path.Combine(_home, "none"), _home));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string[] Names() => [.. SshConfigHosts.Of(Path.Combine(_home, ".ssh", "config"), _home)];

    private void Write(string name, string text)
    {
        var path = Path.Combine(_home, ".ssh", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
