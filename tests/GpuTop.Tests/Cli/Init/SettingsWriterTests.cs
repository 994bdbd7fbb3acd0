using System.Text;
using GpuTop.Cli;
using GpuTop.Config;

namespace GpuTop.Tests.Cli;

public sealed class SettingsWriterTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var text = SettingsWriter.Text(["gpu01", "alice@gpu02"], [("without a GPU", "web, git")]);

        var (settings, mistakes) = SettingsFile.Parse(Encoding.UTF8.GetBytes(text), "gputop.toml");

        Assert.Empty(mistakes);
        Assert.Equal(["gpu01", "alice@gpu02"], settings.Servers.Select(server => server.Host));
        Assert.Contains("# without a GPU: web, git", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Servers_added_to_a_linked_file_leave_the_link_and_the_files_mode()
    {
        var folder = Directory.CreateTempSubdirectory("gputop-settings-").FullName;
        try
        {
            var (file, link) = (Path.Combine(folder, "dot.toml"), Path.Combine(folder, "gputop.toml"));
            File.WriteAllText(file, "# mine\nservers = [\"gpu01\"]\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.CreateSymbolicLink(link, file);

            Assert.Null(SettingsWriter.Add(link, ["gpu02"]));
            Assert.Equal("# mine\nservers = [\"gpu01\", \"gpu02\"]\n", File.ReadAllText(file));
            Assert.Equal(file, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Contains("cannot be added to", SettingsWriter.Add(link, ["gpu01"]), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_is_made_and_a_place_that_cannot_be_written_says_why()
    {
        var folder = Directory.CreateTempSubdirectory("gputop-settings-").FullName;
        try
        {
            var path = Path.Combine(folder, "a", "gputop.toml");

            Assert.Null(SettingsWriter.Write(path, "x"));
            Assert.Equal("x", File.ReadAllText(path));
            Assert.Contains("cannot be written", SettingsWriter.Write(Path.Combine(path, "below"), "x"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
