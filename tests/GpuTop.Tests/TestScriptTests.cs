using System.Diagnostics;

namespace GpuTop.Tests;

/// <summary><c>tests/run</c> with programs in place of <c>dotnet</c> and of what the tests need.</summary>
public sealed class TestScriptTests : IDisposable
{
    private static readonly string[] Needed =
        ["sshd", "ssh", "ssh-keygen", "tmux", "screen", "busybox", "python3", "zsh", "fish", "tcsh", "setsid", "ps", "ss"];

    private readonly string _programs = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public TestScriptTests()
    {
        foreach (var program in Needed)
        {
            Install(program, "exit 1");
        }
    }

    public void Dispose() => Directory.Delete(_programs, recursive: true);

    [Fact]
    public void Skips_are_counted_by_reason_and_the_last_line_is_the_sum()
    {
        Dotnet("""
            Starting test execution, please wait...
            [xUnit.net 00:00:00.52]     GpuTop.Tests.A.B [SKIP]
            [xUnit.net 00:00:00.52]       needs root
            [xUnit.net 00:00:00.53]     GpuTop.Tests.A.C(x: 1) [SKIP]
            [xUnit.net 00:00:00.53]       needs root
            [xUnit.net 00:00:00.54]     GpuTop.Tests.A.D [SKIP]
            [xUnit.net 00:00:00.54]       needs zsh
            [xUnit.net 00:00:00.55]   Finished:    GpuTop.Tests
              Skipped GpuTop.Tests.A.B [1 ms]
              Passed GpuTop.Tests.A.E [1 ms]
            Test Run Successful.
            Total tests: 5
                 Passed: 2
                Skipped: 3
            """);

        var (lines, exitCode) = Run();

        Assert.Equal(0, exitCode);
        Assert.Equal(["skipped 6: needs root", "skipped 3: needs zsh", "6 passed, 0 failed, 9 skipped"], lines[^3..]);
        Assert.DoesNotContain(lines, line => line.Contains("GpuTop.Tests.A", StringComparison.Ordinal));
    }

    [Fact]
    public void A_filter_that_matches_nothing_fails()
    {
        Dotnet("No test matches the given testcase filter `Nmae` in GpuTop.Tests.dll");

        var (lines, exitCode) = Run("--filter", "Nmae");

        Assert.Equal(1, exitCode);
        Assert.Equal(["no test ran: --filter Nmae", "0 passed, 1 failed, 0 skipped"], lines[^2..]);
    }

    [Theory]
    [InlineData("Total tests: 2\n     Passed: 1\n     Failed: 1", 1, "3 passed, 3 failed, 0 skipped")]
    [InlineData("Total tests: 2\n     Passed: 2", 1, "6 passed, 1 failed, 0 skipped")]
    [InlineData("Total tests: 2\n     Passed: 2", 0, "6 passed, 0 failed, 0 skipped")]
    public void A_run_that_fails_is_told(string output, int code, string last)
    {
        Dotnet(output, code);

        var (lines, exitCode) = Run();

        Assert.Equal((code, last), (exitCode, lines[^1]));
    }

    [Theory]
    [InlineData(2, 0, 0, "4 passed, 0 failed, 0 skipped")]
    [InlineData(2, 1, 1, "2 passed, 2 failed, 0 skipped")]
    [InlineData(6, 0, 1, "2 passed, 6 failed, 0 skipped")]
    public void A_few_end_to_end_tests_that_fail_run_once_more_alone(int failures, int again, int exitCode, string last)
    {
        var failed = string.Join('\n', Enumerable.Range(1, failures).Select(number => $"  Failed E2E.Of{number}.Works(x: 1) [2 s]"));
        // The second run fails when a failing test does.
        Install("dotnet", $"""
            [ "$1" = test ] || exit 0
            case "$*" in
              *EndToEnd*FullyQualifiedName=E2E.Of1.Works\|FullyQualifiedName=E2E.Of2.Works)
                echo '     Passed: 2'; exit {again} ;;
              *EndToEnd*) printf '%s\n' '{failed}' 'Total tests: 9' '     Failed: {failures}'; exit 1 ;;
              *) echo '     Passed: 1' ;;
            esac
            """);

        var (lines, code) = Run();

        Assert.Equal((exitCode, last), (code, lines[^1]));
        Assert.Equal(failures <= 5, lines.Contains("once more, alone: E2E.Of1.Works E2E.Of2.Works"));
        Assert.Equal(code == 0, lines.Contains("passed at the second try: E2E.Of1.Works E2E.Of2.Works"));
    }

    [Fact]
    public void A_build_that_fails_is_one_failure()
    {
        Install("dotnet", "exit 1");

        var (lines, exitCode) = Run();

        Assert.Equal(("0 passed, 1 failed, 0 skipped", 1), (lines[^1], exitCode));
    }

    private void Dotnet(string tested, int code = 0) =>
        Install("dotnet", $"[ \"$1\" = test ] || exit 0\ncat <<'END'\n{tested}\nEND\nexit {code}");

    private void Install(string program, string script)
    {
        var path = Path.Combine(_programs, program);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (string[] Lines, int ExitCode) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "run"), arguments) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output.TrimEnd('\n').Split('\n'), process.ExitCode);
    }
}
