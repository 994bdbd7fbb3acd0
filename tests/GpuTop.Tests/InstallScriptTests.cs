using System.Diagnostics;

namespace GpuTop.Tests;

/// <summary><c>src/install</c> with programs in place of <c>dotnet</c> and of the compiler.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private static readonly string[] Shared =
    [
        "bash-completion/completions/gputop", "zsh/site-functions/_gputop", "fish/vendor_completions.d/gputop.fish", "man/man1/gputop.1",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public InstallScriptTests()
    {
        Directory.CreateDirectory(Programs);
        Install("clang", "exit 0");

        // "publish" writes a program that prints its arguments.
        Install("dotnet", """
            echo "$*" >> "$0.log"
            case "$*" in *PublishAot*) [ ! -e "$0.no-native" ] || { echo 'x.targets(1): error : no linker'; exit 1; } ;; esac
            while [ "$1" != -o ]; do shift; done
            printf '#!/bin/sh\necho "$*"\n' > "$2/gputop"; chmod +x "$2/gputop"; echo > "$2/gputop.dll"
            """);
    }

    private string Programs => Path.Combine(_folder, "programs");

    private string Target => Path.Combine(_folder, "it's here");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Where_it_can_it_installs_one_native_file_with_manual_and_completion()
    {
        var (output, exitCode) = Run(Target);

        Assert.Equal(0, exitCode);
        Assert.Contains("--version, one native file", output);
        Assert.Contains($"add it to your PATH: export PATH=\"{Target}/bin:", output);
        Assert.False(Directory.Exists(Target + "/lib"));
        Assert.All(Shared, file => Assert.NotEmpty(File.ReadAllText($"{Target}/share/{file}")));
        Assert.Equal("completion zsh\n", File.ReadAllText(Target + "/share/zsh/site-functions/_gputop"));
    }

    [Fact]
    public void Else_it_runs_on_the_installed_NET_and_says_why()
    {
        File.WriteAllText(Path.Combine(Programs, "dotnet.no-native"), "");

        var (output, exitCode) = Run(Target);

        Assert.Equal(0, exitCode);
        Assert.Contains("no native build: x.targets(1): error : no linker", output);
        Assert.Contains("--version, runs on the installed .NET", output);
        Assert.True(File.Exists(Target + "/lib/gputop/gputop.dll"));
        Assert.Equal("../lib/gputop/gputop", new FileInfo(Target + "/bin/gputop").LinkTarget);
    }

    [Fact]
    public void It_replaces_what_it_installed_before()
    {
        var flag = Path.Combine(Programs, "dotnet.no-native");
        File.WriteAllText(flag, "");
        Run(Target);
        File.Delete(flag);

        Assert.Equal(0, Run(Target).ExitCode);
        Assert.False(Directory.Exists(Target + "/lib/gputop"));
        Assert.Null(new FileInfo(Target + "/bin/gputop").LinkTarget);
    }

    [Fact]
    public void A_build_that_fails_is_told_and_installs_nothing()
    {
        Install("dotnet", "echo 'Program.cs(1,1): error CS0001: broken'; exit 1");

        var (output, exitCode) = Run(Target);

        Assert.Equal(1, exitCode);
        Assert.Contains("error CS0001: broken", output);
        Assert.False(File.Exists(Target + "/bin/gputop"));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("a", "b")]
    public void Other_arguments_are_refused(params string[] arguments)
    {
        var (output, exitCode) = Run(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains("usage: src/install [DIRECTORY]", output);
    }

    private void Install(string program, string script)
    {
        var path = Path.Combine(Programs, program);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (string Output, int ExitCode) Run(params string[] arguments)
    {
        var script = Path.Combine(Repository.Root, "src", "install");
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" 2>&1", script, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, process.ExitCode);
    }
}
