using System.Diagnostics;
using GpuTop.Cli;

namespace GpuTop.Tests.Cli;

public sealed class CheckScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gputop-check-");

    public void Dispose() => _folder.Delete(recursive: true);

    // echo of dash and of zsh turns \\n into a line feed; printf '%s' of every shell leaves it.
    [Fact]
    public void Backslashes_in_values_are_printed_as_they_are()
    {
        var driver = Path.Combine(_folder.FullName, "nvidia-smi");
        File.WriteAllText(driver, "#!/bin/sh\nprintf '%s\\n' 'no driver in C:\\new\\tools'; exit 9\n");
        File.SetUnixFileMode(driver, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var lines = Run($"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}", @"/bin/\new");

        Assert.Contains(@"shell=/bin/\new", lines);
        Assert.Contains(@"gpu=no driver in C:\new\tools", lines);
    }

    // Where PATH names a folder that may not be read, dash says "Permission denied" of a program that is missing.
    [Fact]
    public void Missing_program_is_not_found_whatever_the_shell_says_of_it()
    {
        foreach (var program in (string[])["date", "head", "sed"])
        {
            var path = new[] { "/bin", "/usr/bin" }.Select(bin => Path.Combine(bin, program)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, program), path);
        }

        var lines = Run(_folder.FullName, "/bin/sh");

        Assert.Contains("gpu=nvidia-smi: not found", lines);
        Assert.Contains(lines, line => line.StartsWith("smi=127 ", StringComparison.Ordinal));
    }

    private static string[] Run(string path, string loginShell)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", CheckScript.Text])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path;
        start.Environment["SHELL"] = loginShell;
        using var shell = Process.Start(start)!;
        _ = shell.StandardError.ReadToEndAsync();
        return shell.StandardOutput.ReadToEnd().Split('\n');
    }
}
