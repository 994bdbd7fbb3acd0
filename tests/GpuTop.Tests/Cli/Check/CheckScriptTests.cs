using System.Diagnostics;
using GpuTop.Cli;

namespace GpuTop.Tests.Cli;

public sealed class CheckScriptTests
{
    // echo of dash and of zsh turns \\n into a line feed; printf '%s' of every shell leaves it.
    [Fact]
    public void Backslashes_in_values_are_printed_as_they_are()
    {
        var folder = Directory.CreateTempSubdirectory("gputop-check-");
        try
        {
            var driver = Path.Combine(folder.FullName, "nvidia-smi");
            File.WriteAllText(driver, "#!/bin/sh\nprintf '%s\\n' 'no driver in C:\\new\\tools'; exit 9\n");
            File.SetUnixFileMode(driver, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var start = new ProcessStartInfo("sh", ["-c", CheckScript.Text])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PATH"] = $"{folder.FullName}:{start.Environment["PATH"]}";
            start.Environment["SHELL"] = @"/bin/\new";

            using var shell = Process.Start(start)!;
            _ = shell.StandardError.ReadToEndAsync();
            var lines = shell.StandardOutput.ReadToEnd().Split('\n');

            Assert.Contains(@"shell=/bin/\new", lines);
            Assert.Contains(@"gpu=no driver in C:\new\tools", lines);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
