using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace GpuTop.EndToEnd.Probe;

/// <summary>What the probe tells of the processes on the GPUs (section <c>a</c>).</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessSectionTests : IDisposable
{
    private readonly FakeDriver _driver = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-section-").FullName;
    private readonly List<Process> _started = [];

    private static string UserId { get; } = Programs.Run("id", ["-u"]).Trim();

    private string Own => Path.Combine(_driver.State, "programs");

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        _driver.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void A_name_with_line_breaks_adds_and_shifts_nothing(string shell)
    {
        Program("ps", "exit 1");
        using var job = new NamedProcess("x\nT 4711 9\\n) ");
        _driver.Processes($"0 {job.Pid} 5 1 python");

        using var run = new ProbeRun(shell, _driver, WithPrograms());
        var text = run.Text("a", "\nN ");

        var start = File.ReadAllText($"/proc/{job.Pid}/stat").Split(") ")[^1].Split(' ')[19];
        Assert.Contains($"\nT {job.Pid} {start}\n", text);
        Assert.Contains($"\nN {job.Pid} {Environment.ProcessId} ", text);
        Assert.Matches($@"\nP {job.Pid} {Environment.ProcessId} {UserId} S \d+ [\d.]+ \d+ /tmp/", text);
        Assert.DoesNotContain("\nT 4711", text);
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_zombie_comes_with_its_parent_and_its_name_escaped(string shell)
    {
        var (parent, child) = Zombie();
        _driver.Processes($"0 {child} 5 1 python");
        Program("ps", "exit 1");

        using var run = new ProbeRun(shell, _driver, WithPrograms());

        Assert.Matches(
            $@"\nP {child} {parent} {UserId} Z \d+ [\d.]+ 0 \[a\\nT 4711 9\]\n(.*\n)*P {parent} \d+ {UserId} S .*sleep 1000",
            run.Text("a", "\nN "));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox sh"), Shell("zsh")]
    public void Mine_without_an_open_GPU_is_told_apart_from_mine_with_one(string shell)
    {
        var (with, without) = (Start(_driver.Job("sleep", "1000")), Start(new ProcessStartInfo("sleep", ["1000"])));
        _driver.Processes($"0 {with.Id} 5 1 python", $"0 {without.Id} 5 1 python");

        using var run = new ProbeRun(shell, _driver);
        var text = run.Text("a", $"\nD {without.Id} 0\n");

        Assert.Contains($"\nD {with.Id} 1\n", text);
        Assert.DoesNotContain("\nC \n", text);
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void A_folder_whose_name_holds_the_line_of_another_process_is_not_told_as_its_folder(string shell)
    {
        var victim = Start(_driver.Job("sleep", "1000"));
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"a /proc/{victim.Id}/cwd -> ", "b"));
        var start = _driver.Job("sleep", "1000");
        start.WorkingDirectory = folder.FullName;
        var other = Start(start);
        _driver.Processes($"0 {other.Id} 5 1 python", $"0 {victim.Id} 5 1 python");

        using var run = new ProbeRun(shell, _driver);
        var text = run.Text("a", $"\nW {victim.Id} ");

        Assert.Contains($"\nW {other.Id} {folder.FullName}\n", text);
        Assert.Contains($"\nW {victim.Id} {Environment.CurrentDirectory}\n", text);
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void Logins_are_told_as_the_accounts_have_them(string shell)
    {
        var login = "CORP\\jürgen van der berg-with-a-name-of-forty";
        Program("getent", $"[ \"$1\" = passwd ] && printf '%s\\n' '{login}:x:{UserId}:0::/:/bin/sh'");
        _driver.Processes($"0 {Environment.ProcessId} 5 1 python");

        using var run = new ProbeRun(shell, _driver, WithPrograms());

        Assert.Contains($"\nL {UserId} {login}\n", run.Text("a", "\nN "));
    }

    [Theory, Shell("dash"), Shell("busybox sh")]
    public void Backslashes_of_the_driver_stay(string shell)
    {
        _driver.Fail("C:\\new\\temp is not the driver\\c of this", 9);

        using var run = new ProbeRun(shell, _driver);

        Assert.Contains("E C:\\new\\temp is not the driver\\c of this\n", run.Text("a"));
    }

    [RequiresFact(Needs.Server | Needs.NewUsers | Needs.Unshare)]
    public void Inside_a_PID_namespace_the_PIDs_are_said_to_be_its_own()
    {
        _driver.Processes("0 1 5 1 [Not Found]");

        using var run = new ProbeRun("unshare -p -f --mount-proc --kill-child dash", _driver);

        Assert.Matches(@"\nC \n(.*\n)*D 1 0\n", run.Text("a", "\nN "));
    }

    private string WithPrograms() => $"{Own}:{FakeDriver.Programs}";

    private void Program(string name, string script)
    {
        Directory.CreateDirectory(Own);
        var file = Path.Combine(Own, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    // A process that has ended, of a name with a line break, below one that takes no note.
    private (int Parent, int Child) Zombie()
    {
        var file = Path.Combine(_driver.State, "a\nT 4711 9");
        File.CreateSymbolicLink(file, Programs.Find("sleep")!);
        var start = new ProcessStartInfo("bash", ["-c", "\"$0\" 0.2 & echo $!; exec sleep 1000", file]) { RedirectStandardOutput = true };
        var parent = Start(start);
        var child = int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        while (Processes.StateOf(child) != 'Z')
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "it does not end");
            Thread.Sleep(10);
        }

        return (parent.Id, child);
    }

    private Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }
}
