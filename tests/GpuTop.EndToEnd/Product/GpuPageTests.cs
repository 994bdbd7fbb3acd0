namespace GpuTop.EndToEnd.Product;

public sealed class GpuPageTests
{
    private static readonly TimeSpan UntilHanging = TimeSpan.FromSeconds(60);

    [Long]
    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_card_with_mig_shows_its_instances_and_a_df_that_hangs_is_said()
    {
        using var driver = new FakeDriver();
        driver.Gpus("mig_mode_current=Enabled utilization_gpu=[N/A] memory_used=12400", "memory_used=4");
        driver.Processes($"0 {Environment.ProcessId} 12000 40 python");
        var programs = ProgramsWithHangingDf(driver);
        using var server = new SshServer(
            $"SetEnv PATH={programs}:/usr/local/bin:/usr/bin:/bin GPUTOP_FAKE_STATE={driver.State} TMUX_TMPDIR={driver.State}");
        using var screen = TmuxScreen.StartProgram($"--ssh-config {server.ConfigFile} srv", 120, 40);

        var fleet = screen.WaitFor(
            "instances of which one is held and one is free", text => Line(text, "1 3g.40gb").Contains("FREE", StringComparison.Ordinal));
        Assert.DoesNotContain("FREE", Line(fleet, "0 3g.40gb"), StringComparison.Ordinal);

        screen.Press("Down", "Enter");
        var page = screen.WaitFor("the page", text => text.Contains("instances and processes", StringComparison.Ordinal));
        Assert.Contains("MIG-00000000-0000-5000-8000-000000000001", page, StringComparison.Ordinal);
        Assert.Contains("the driver gives none for a card in MIG mode", page, StringComparison.Ordinal);
        Assert.Contains($" {Environment.ProcessId} ", page, StringComparison.Ordinal);

        screen.Press("d", "G");
        screen.WaitFor("96.00.74.00.01");
        screen.Press("4");
        screen.WaitFor("df hangs", UntilHanging);
        screen.Press("q");
        screen.WaitFor("ended with 0");
    }

    [RequiresFact(Needs.Server | Needs.Tmux)]
    public void A_second_click_on_a_gpu_opens_its_page()
    {
        using var screen = TmuxScreen.StartProgram("--demo 1", 80, 24);
        screen.WaitFor("A100");

        screen.Type("\e[<0;10;6M\e[<0;10;6m");
        screen.Type("\e[<0;10;6M\e[<0;10;6m");

        screen.WaitFor(
            "the page of the second GPU",
            text => text.Contains("gpu01:1 ", StringComparison.Ordinal) && text.Contains("utilization", StringComparison.Ordinal));
    }

    private static string Line(string text, string containing) =>
        text.Split('\n').FirstOrDefault(line => line.Contains(containing, StringComparison.Ordinal)) ?? "";

    private static string ProgramsWithHangingDf(FakeDriver driver)
    {
        var folder = Directory.CreateDirectory(Path.Combine(driver.State, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "nvidia-smi"), Path.Combine(FakeDriver.Programs, "nvidia-smi"));
        var df = Path.Combine(folder, "df");
        File.WriteAllText(df, "#!/bin/sh\nexec sleep 600\n");
        File.SetUnixFileMode(df, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
