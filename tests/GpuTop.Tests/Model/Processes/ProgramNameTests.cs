using GpuTop.Cli;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class ProgramNameTests
{
    [Theory]
    [InlineData("/opt/conda/bin/python -u train.py", "python")]
    [InlineData("python", "python")]
    [InlineData(@"C:\Users\me\python.exe train.py", "python.exe")]
    [InlineData(@"C:\Program Files\Blender Foundation\Blender 4.1\blender.exe -b scene.blend", "blender.exe")]
    [InlineData(@"""C:\Program Files\Blender\blender.exe"" -b", "blender.exe")]
    [InlineData(@"...s\SystemApps\Shell_cw5n1h2txyewy\ShellHost.EXE", "ShellHost.EXE")]
    [InlineData(@"\\nas\tools\render -x", "render")]
    [InlineData(@"C:\tools\render -x", "render")]
    [InlineData(@"awk a\b", "awk")]
    [InlineData("wine /opt/x.exe", "wine")]
    [InlineData("", "")]
    [InlineData("/", "")]
    public void Program_names_are_file_names(string command, string name) => Assert.Equal(name, ProgramName.Of(command).ToString());

    [Theory]
    [InlineData(@"C:\Program Files\Blender\blender.exe -b", "bob:blender.exe/4000(1000M)")]
    [InlineData(
        "/x/a-very-long-name-of-a-program-that-nobody-wants-to-read-as-a-whole --lr 1",
        "bob:a-very-long-name-of-a-program-that-nobo…/4000(1000M)")]
    [InlineData(null, "bob:–/4000(1000M)")]
    public void Lists_shorten_program_names(string? command, string expected)
    {
        var server = Servers.Of("gpu01", "b");
        using var text = new StringWriter();

        FleetText.Write(text, server with { Processes = [server.Processes[0] with { Command = command }] }, Servers.Now);

        Assert.EndsWith($" | {expected}\n", text.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
