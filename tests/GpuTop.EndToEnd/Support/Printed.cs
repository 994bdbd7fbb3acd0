using System.Diagnostics;

namespace GpuTop.EndToEnd;

/// <summary>What gputop printed where its output is no terminal.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Took">From its start to its end.</param>
internal sealed record Printed(int ExitCode, string Output, string Errors, TimeSpan Took)
{
    public static Printed By(string arguments, params (string Name, string Value)[] environment) =>
        Of(new ProcessStartInfo(Programs.Find("dotnet")!, $"{TmuxScreen.Program} {arguments}"), environment);

    /// <summary>By a line of shell, in which <c>gputop</c> is the program under test.</summary>
    public static Printed ByShell(string line, params (string Name, string Value)[] environment) => Of(
        new ProcessStartInfo("/bin/sh", ["-c", $"gputop() {{ {Programs.Find("dotnet")} {TmuxScreen.Program} \"$@\"; }}\n{line}"]),
        environment);

    private static Printed Of(ProcessStartInfo start, (string Name, string Value)[] environment)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Printed(process.ExitCode, output, errors.Result, clock.Elapsed);
    }
}
