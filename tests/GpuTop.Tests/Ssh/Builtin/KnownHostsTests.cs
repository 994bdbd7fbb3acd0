using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class KnownHostsTests : IDisposable
{
    private const string Name = "[gpu01.lab.org]:2222";
    private static readonly byte[] Key = [0, 0, 0, 11, .. "ssh-ed25519"u8, 1, 2, 3];
    private static readonly byte[] Other = [0, 0, 0, 11, .. "ssh-ed25519"u8, 4, 5, 6];
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    private string KnownFile => Path.Combine(_folder, "ssh", "known_hosts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_accepted_key_is_known(bool isHashed)
    {
        KnownHosts.Append(KnownFile, KnownHosts.LineFor(Name, isHashed, "ssh-ed25519", Key));

        Assert.Equal(HostKeyTrust.Known, Trust(Name, Key));
        Assert.Equal(HostKeyTrust.Unknown, Trust("gpu01.lab.org", Key));
        Assert.Equal(isHashed, !File.ReadAllText(KnownFile).Contains("gpu01", StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KnownFile));
    }

    [Fact]
    public void Another_key_of_the_host_is_a_change_with_its_place()
    {
        KnownHosts.Append(KnownFile, "# comment");
        KnownHosts.Append(KnownFile, KnownHosts.LineFor(Name, isHashed: true, "ssh-ed25519", Key));

        var verdict = KnownHosts.Read([KnownFile], Name).Judge(Other);

        Assert.Equal(new HostKeyVerdict(HostKeyTrust.Changed, $"{KnownFile}:2"), verdict);
    }

    [Fact]
    public void A_revoked_key_is_refused_though_another_line_knows_it()
    {
        var encoded = Convert.ToBase64String(Key);
        KnownHosts.Append(KnownFile, $"{Name} ssh-ed25519 {encoded}");
        KnownHosts.Append(KnownFile, $"@revoked * ssh-ed25519 {encoded}");

        Assert.Equal(HostKeyTrust.Revoked, Trust(Name, Key));
    }

    [Fact]
    public void Authorities_are_no_keys_of_the_host()
    {
        KnownHosts.Append(KnownFile, $"@cert-authority * ssh-ed25519 {Convert.ToBase64String(Other)}");

        Assert.Equal(HostKeyTrust.Unknown, Trust(Name, Key));
    }

    [Fact]
    public void A_file_without_a_last_line_feed_is_continued_on_a_line_of_its_own()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KnownFile)!);
        File.WriteAllText(KnownFile, $"a ssh-ed25519 {Convert.ToBase64String(Other)}");

        KnownHosts.Append(KnownFile, KnownHosts.LineFor(Name, isHashed: false, "ssh-ed25519", Key));

        Assert.Equal((HostKeyTrust.Known, HostKeyTrust.Known), (Trust(Name, Key), Trust("a", Other)));
    }

    [Theory]
    [InlineData("|1|")]
    [InlineData("|1|x|y k v")]
    [InlineData("@revoked")]
    [InlineData("@revoked a b")]
    [InlineData("name")]
    [InlineData("\u0000")]
    public void Damaged_lines_are_ignored(string line)
    {
        KnownHosts.Append(KnownFile, line);

        Assert.Equal(HostKeyTrust.Unknown, Trust(Name, Key));
    }

    [Theory]
    [InlineData("gpu*.lab.org", "gpu01.lab.org", true)]
    [InlineData("GPU0?.lab.org", "gpu01.lab.org", true)]
    [InlineData("gpu0?", "gpu01.lab.org", false)]
    [InlineData("*,!gpu01.lab.org", "gpu01.lab.org", false)]
    [InlineData("[gpu01.lab.org]:*", Name, true)]
    [InlineData("*a*b*c*", "xxaxxbxxcxx", true)]
    [InlineData("*a*b*c", "xxaxxbxxcxx", false)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    public void Names_are_matched_by_patterns(string patterns, string name, bool matches) =>
        Assert.Equal(matches, HostPattern.Matches(patterns.Split(','), name));

    private HostKeyTrust Trust(string name, byte[] key) => KnownHosts.Read([KnownFile], name).Judge(key).Trust;
}
