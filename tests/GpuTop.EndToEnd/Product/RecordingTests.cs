namespace GpuTop.EndToEnd.Product;

public sealed class RecordingTests : IDisposable
{
    private readonly TestFleet _fleet = new(new GpuServer("gpu01"), new GpuServer("gpu02"));
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-record-").FullName;

    private string File => Path.Combine(_folder, "fleet.gz");

    public void Dispose()
    {
        _fleet.Dispose();
        Folders.Delete(_folder);
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void What_servers_said_is_shown_again_without_them()
    {
        _fleet.Servers[0].Driver.Gpus("utilization_gpu=42 memory_used=30000", "");
        _fleet.Servers[0].Driver.Processes($"0 {Environment.ProcessId} 29000 42 train.py");

        var printed = _fleet.Run($"record {File} --for 8s");

        Assert.True(printed.ExitCode == 0, $"{printed}");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.All(_fleet.Servers, server => server.Ssh.StopAll());
        using var screen = TmuxScreen.StartProgram($"replay {File}", 110, 24);
        screen.WaitFor("the recorded GPU and its user", text =>
            text.Contains("REPLAY", StringComparison.Ordinal)
            && ScreenReader.Utilization(text, "gpu01", 0) == 42
            && ScreenReader.Gpu(text, "gpu01", 0).Contains(Environment.UserName, StringComparison.Ordinal)
            && ScreenReader.IsLive(text, "gpu02"));
        screen.WaitFor("the end", text => text.Contains("REPLAY end", StringComparison.Ordinal));
        screen.Press("q");
        screen.WaitFor("the shell", text => text.Contains("ended with 0", StringComparison.Ordinal));
    }

    [RequiresFact(Needs.Server), Long]
    public void An_anonymous_recording_does_not_name_servers_or_users()
    {
        var plain = Path.Combine(_folder, "fleet.txt");
        _fleet.Servers[0].Driver.Processes($"0 {Environment.ProcessId} 29000 42 secret_project.py");

        var printed = _fleet.Run($"record {plain} --for 15s --anonymize");

        Assert.True(printed.ExitCode == 0, $"{printed}");
        var text = System.IO.File.ReadAllText(plain);
        Assert.Contains("server server1\nserver server2\n", text);
        Assert.Contains(" section a ", text);
        Assert.DoesNotContain("gpu01", text);
        Assert.DoesNotContain("secret_project", text);
        Assert.DoesNotContain(Environment.MachineName, text);
    }

    // A limit of the file's size fails like a full disk; the runtime's own files of executable memory would exceed it.
    [RequiresFact(Needs.Server)]
    public void A_disk_that_fills_up_ends_the_recording()
    {
        var plain = Path.Combine(_folder, "fleet.txt");

        var printed = Printed.ByShell(
            $"trap '' XFSZ; ulimit -f 32; gputop record {plain} --demo --for 60s", ("DOTNET_EnableWriteXorExecute", "0"));

        Assert.Equal(2, printed.ExitCode);
        Assert.Contains("cut off within", printed.Errors);
        Assert.NotEmpty(System.IO.File.ReadAllText(plain));
    }

    [Theory]
    [InlineData("record {0} --for 1s", "exists already")]
    [InlineData("record {0}/x --for 1s", "fleet.gz/x")]
    [InlineData("record {0} --for soon", "'soon' is not a length of time")]
    [InlineData("replay {0}", "not a recording of gputop")]
    [InlineData("replay {0}.missing", "there is no such file")]
    public void A_file_that_cannot_be_used_is_said_in_plain_words(string arguments, string words)
    {
        System.IO.File.WriteAllText(File, "");

        var printed = Printed.By(string.Format(arguments, File) + (arguments[..3] == "rec" ? " --demo" : ""));

        Assert.Equal(2, printed.ExitCode);
        Assert.Contains(words, printed.Errors);
        Assert.DoesNotContain("   at ", printed.Errors);
        Assert.Empty(System.IO.File.ReadAllText(File));
    }
}
