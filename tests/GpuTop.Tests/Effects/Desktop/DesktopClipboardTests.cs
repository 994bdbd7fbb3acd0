using System.Reactive.Linq;
using GpuTop.Effects;

namespace GpuTop.Tests.Effects;

public sealed class DesktopClipboardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-clip-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", false, "")]
    [InlineData("", true, "pbcopy")]
    [InlineData("DISPLAY", false, "xclip,xsel")]
    [InlineData("DISPLAY WAYLAND_DISPLAY", false, "wl-copy,xclip,xsel")]
    [InlineData("WSL_DISTRO_NAME DISPLAY", false, "clip.exe,xclip,xsel")]
    [InlineData("DISPLAY SSH_CONNECTION", true, "")]
    [InlineData("DISPLAY SSH_TTY", false, "")]
    public void The_desktop_in_front_of_the_user_is_asked_and_no_other(string set, bool isMac, string programs) => Assert.Equal(
        programs,
        string.Join(
            ',', DesktopClipboard.Commands(name => set.Split(' ').Contains(name) ? "x" : null, isMac).Select(command => command[0])));

    [Fact]
    public async Task Text_reaches_the_first_program_that_is_there()
    {
        var file = Path.Combine(_folder, "copied");

        await DesktopClipboard.Copy(
            "http://127.0.0.1:8888/?token=名 'x'", [["/nowhere/xclip"], ["sh", "-c", $"cat >{file}.new; echo noise; mv {file}.new {file}"]]);

        Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(10)));
        Assert.Equal("http://127.0.0.1:8888/?token=名 'x'", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_program_that_does_not_read_is_no_problem() =>
        await DesktopClipboard.Copy(new string('x', 200_000), [["true"], ["false"]]);
}
