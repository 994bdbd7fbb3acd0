using System.Diagnostics;
using GpuTop.Ssh;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>The shell that ends the ssh to a jump host when gputop ends.</summary>
public sealed class JumpCleanupTests : IDisposable
{
    private const int MostTries = 3000;

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-line-").FullName;

    public JumpCleanupTests()
    {
        var ssh = Path.Combine(_folder, "ssh");
        File.WriteAllText(ssh, $"#!/bin/sh\necho $$ >>{_folder}/started\nexec sleep 1000\n");
        File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, Shell("sh"), Shell("bash"), Shell("busybox")]
    public void An_ssh_that_is_ended_while_it_starts_is_not_left(string shell)
    {
        // On a busy machine it takes longer until one starts.
        for (var i = 0; i < 60 || (i < MostTries && Started().Length == 0); i++)
        {
            using var child = Start(shell);
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < TimeSpan.FromMilliseconds(0.07 * i))
            {
                // Each time a little further.
            }

            child.StandardInput.Close();
            Posix.Terminate(child.Id);

            Assert.True(child.WaitForExit(TimeSpan.FromSeconds(10)));
        }

        // Who has no turn yet would write itself down late.
        Assert.True(SpinWait.SpinUntil(() => Started().Length > 0, TimeSpan.FromSeconds(10)));
        Processes.UntilGone(TimeSpan.FromSeconds(5), () => Processes.Left(Started()));
    }

    [Theory, Shell("sh"), Shell("bash"), Shell("busybox")]
    public void It_ends_when_we_are_gone(string shell)
    {
        using var child = Start(shell);
        Assert.True(SpinWait.SpinUntil(() => Started().Length > 0, TimeSpan.FromSeconds(10)));

        child.StandardInput.Close();

        Assert.True(child.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Empty(Processes.Left(Started()));
    }

    private Process Start(string shell)
    {
        var command = new OpenSshCommands(new OpenSshVersion(9, 2), null).JumpMaster(
            new JumpHost(null, "jump", null), "/nowhere", false, null);
        string[] program = shell == "busybox" ? ["busybox", "sh"] : [shell];
        var path = new Dictionary<string, string> { ["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}" };
        return Process.Start(new ProcessCommand(program[0], [.. program[1..], .. command.Arguments]).Redirected(path))!;
    }

    private int[] Started() => File.Exists(Path.Combine(_folder, "started"))
        ? [.. File.ReadLines(Path.Combine(_folder, "started")).Select(int.Parse)]
        : [];
}
