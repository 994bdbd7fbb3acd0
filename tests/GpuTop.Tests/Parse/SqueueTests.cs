using System.Text;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class SqueueTests
{
    [Fact]
    public void Blanks_in_names_and_reasons_move_nothing()
    {
        var text = """
                         JOBID PARTITION     NAME     USER ST       TIME  NODES NODELIST(REASON)
                            27       gpu my job 2    alice PD       0:00      4 (Nodes required for job are DOWN, DRAINED)
            """;

        var job = Assert.Single(Squeue.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(new SlurmJob("27", "alice", "my job 2", "PD", TimeSpan.Zero, 4, null, "Nodes required for job are DOWN, DRAINED"), job);
    }

    [Theory]
    [InlineData("slurm_load_jobs error: Unable to contact slurm controller (connect failure)")]
    [InlineData("1 2 3 4 5 6 x")]
    [InlineData("a|#b|#c")]
    public void What_is_no_row_is_no_job(string text) => Assert.Empty(Squeue.Read(Encoding.UTF8.GetBytes(text)));

    [SharedFact("recordings/misc")]
    public void Every_recording_gives_its_jobs()
    {
        var jobs = Recorded.All("misc", "squeue").ToDictionary(file => file.Key, file => Squeue.Read(file.Value));

        Assert.Equal([5, 2, 5, 1, 2], jobs.Values.Select(list => list.Length));
        Assert.Equal(
            new SlurmJob("45704744", "test_user", "bash", "RUNNING", new TimeSpan(17, 22, 49), 1, "node1321", null),
            jobs["squeue-custom-separator-gres.txt"][0]);
        Assert.Equal(
            new SlurmJob("42271120_[7-8%1]", "test_user", "run5", "PENDING", TimeSpan.Zero, 20, null, "JobArrayTaskLimit"),
            jobs["squeue-custom-separator-gres.txt"][4]);
        Assert.Equal(
            new SlurmJob("17796", "user2", "python", "R", new TimeSpan(3, 0, 22, 4), 1, "vol02", null),
            jobs["squeue-days-in-time.txt"][1]);
        Assert.Equal(
            new SlurmJob("61567954_10", "user01", "simulati", "CG", TimeSpan.FromSeconds(5), 1, "cn1345", null),
            jobs["squeue-default-array-completing.txt"][0]);
        Assert.Equal(
            new SlurmJob("18345138", "username", "hellompi", "PD", TimeSpan.Zero, 2, null, "None"),
            jobs["squeue-default-running-pending.txt"][0]);
        Assert.Equal("compute-dy-c59xlarge-[3-10]", jobs["squeue-multi-node-brackets.txt"][1].Nodes);
    }
}
