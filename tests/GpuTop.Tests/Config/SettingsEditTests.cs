using System.Text;
using GpuTop.Config;

namespace GpuTop.Tests.Config;

public sealed class SettingsEditTests
{
    [Theory]
    [InlineData("", "servers = ['c', 'd']\n")]
    [InlineData("servers = []", "servers = ['c', 'd']")]
    [InlineData("servers = ['a', 'b'] # x\n", "servers = ['a', 'b', 'c', 'd'] # x\n")]
    [InlineData("servers = ['a', 'b', ]", "servers = ['a', 'b', 'c', 'd', ]")]
    [InlineData("servers = [ 'a' ]\n[thresholds]\n", "servers = [ 'a', 'c', 'd' ]\n[thresholds]\n")]
    [InlineData("'servers' = ['a']", "'servers' = ['a', 'c', 'd']")]
    public void Servers_go_to_the_end_of_their_list(string before, string after) => AssertAdded(before, after);

    [Theory]
    [InlineData(
        "servers = [\n    'a', # one\n    'b'  # two\n    # end\n]\n",
        "servers = [\n    'a', # one\n    'b',  # two\n    'c',\n    'd'\n    # end\n]\n")]
    [InlineData("servers = [\n\t'a',\n]\n", "servers = [\n\t'a',\n\t'c',\n\t'd',\n]\n")]
    [InlineData("servers = ['a',\n]", "servers = ['a',\n  'c',\n  'd',\n]")]
    [InlineData("servers = [\n  # none yet\n]\n", "servers = [\n  # none yet\n  'c',\n  'd',\n]\n")]
    public void In_a_list_of_many_lines_each_has_its_line(string before, string after) => AssertAdded(before, after);

    [Theory]
    [InlineData(
        "[[server]]\nname = 'a' # x\n\n[thresholds]\ndisk_warn = 80",
        "[[server]]\nname = 'a' # x\n\n[thresholds]\ndisk_warn = 80\n\n[[server]]\nhost = 'c'\n\n[[server]]\nhost = 'd'\n")]
    [InlineData(
        "# mine\ninterval = 2 # x\n\n# limits\n[thresholds]\n",
        "# mine\ninterval = 2 # x\nservers = ['c', 'd']\n\n# limits\n[thresholds]\n")]
    [InlineData("interval = 2", "interval = 2\nservers = ['c', 'd']\n")]
    [InlineData("[thresholds]\n", "servers = ['c', 'd']\n[thresholds]\n")]
    public void Without_a_list_they_are_tables_where_there_are_some_and_a_list_where_not(string before, string after) =>
        AssertAdded(before, after);

    [Theory]
    [InlineData("servers = ['a'")]
    [InlineData("servers = ['c']")]
    [InlineData("server = [{ host = 'a' }]\nservers = 5")]
    [InlineData("mouse = \"x\\")]
    public void Files_with_mistakes_are_not_changed(string before) =>
        Assert.Null(SettingsEdit.AddServers(Encoding.UTF8.GetBytes(before), ["c", "d"]));

    [Fact]
    public void The_example_takes_servers_into_its_empty_list()
    {
        var example = File.ReadAllText(Path.Combine(Repository.Root, "gputop.toml.example"));

        Assert.Equal(example.Replace("\nservers = []\n", "\nservers = [\"c\", \"d\"]\n"), Added(example));
    }

    /// <summary>With line ends of both kinds, and behind a byte order mark.</summary>
    private static void AssertAdded(string before, string after)
    {
        var expected = after.Replace("'c'", "\"c\"").Replace("'d'", "\"d\"");

        Assert.Equal(expected, Added(before));
        Assert.Equal("\uFEFF" + expected, Added("\uFEFF" + before));
        if (before.Contains('\n'))
        {
            Assert.Equal(expected.Replace("\n", "\r\n"), Added(before.Replace("\n", "\r\n")));
        }
    }

    private static string Added(string before) =>
        Encoding.UTF8.GetString(SettingsEdit.AddServers(Encoding.UTF8.GetBytes(before), ["c", "d"])!);
}
