namespace GpuTop.EndToEnd.Actions;

/// <summary>Real processes are ended, or not, from the screen.</summary>
public sealed class KillTests
{
    private const string Deaf = "trap '' TERM; echo ready; while :; do sleep 1; done";

    [RequiresFact(Needs.Server)]
    public void My_process_ends_after_t()
    {
        using var lab = new LiveServer();
        var job = lab.Job("sleep", "1000");
        Ask(lab);
        lab.Screen.WaitFor($"PID {job.Id}");
        lab.Screen.Press("Enter");
        lab.Screen.WaitFor("nothing was ended");
        Assert.False(job.HasExited);

        lab.Screen.Press("K");
        lab.Screen.WaitFor("any other key cancels");
        lab.Screen.Press("t");

        lab.Screen.WaitFor("ended after");
        Assert.True(job.WaitForExit(5000));
        lab.Screen.Press("7");
        lab.Screen.WaitFor("asked to end (SIGTERM)");
    }

    [RequiresFact(Needs.Server)]
    public void One_session_is_enough()
    {
        using var lab = new LiveServer("MaxSessions 1");
        var job = lab.Job("sleep", "1000");
        Ask(lab);

        lab.Screen.Press("t");

        Assert.True(job.WaitForExit(10_000));
    }

    [RequiresFact(Needs.Server)]
    public void One_that_ignores_SIGTERM_is_killed_after_a_second_question()
    {
        using var lab = new LiveServer();
        var job = lab.Job("sh", "-c", Deaf);
        job.StandardOutput.ReadLine();
        Ask(lab);

        lab.Screen.Press("t");
        lab.Screen.WaitFor($"K SIGKILL for {job.Id}");
        Assert.False(job.HasExited);
        lab.Screen.Press("K");
        lab.Screen.WaitFor("still alive: kill this process for good?");
        lab.Screen.WaitFor("any other key cancels");
        lab.Screen.Press("x");

        lab.Screen.WaitFor("ended after");
        Assert.True(job.WaitForExit(5000));
    }

    [RequiresFact(Needs.Server)]
    public void A_sentence_that_is_pasted_without_marks_ends_nothing_and_opens_no_shell()
    {
        using var lab = new LiveServer();
        var job = lab.Job("sleep", "1000");
        Ask(lab);
        lab.Screen.Type("try to Kill the task, then quit");
        lab.Screen.WaitFor("that it cancels", text => !text.Contains("terminate (TERM)", StringComparison.Ordinal));

        lab.Screen.Type("Kt K\tt stop this\r");
        lab.Screen.WaitFor("as pasted text does: ignored");

        lab.Screen.Press("7");
        lab.Screen.WaitFor("ABOUT");
        Assert.False(job.HasExited);
    }

    [RequiresFact(Needs.Server | Needs.NewUsers)]
    public void One_of_somebody_else_is_refused_by_name()
    {
        using var lab = new LiveServer();
        lab.Job("setpriv", "--reuid=65534", "--clear-groups", "sleep", "1000");
        lab.SelectCard("nobody");

        lab.Screen.Press("K");

        lab.Screen.WaitFor("not your process: nobody's");
    }

    private static void Ask(LiveServer lab)
    {
        lab.SelectCard("1 mine");
        lab.Screen.Press("K");
        lab.Screen.WaitFor("any other key cancels");
    }
}
