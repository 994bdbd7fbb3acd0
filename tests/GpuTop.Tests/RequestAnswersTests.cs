using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop.Tests;

public sealed class RequestAnswersTests
{
    [Fact]
    public void What_a_driver_tells_of_a_card_is_read()
    {
        var answer = Of(
            "rx3",
            "<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n<gpu id=\"00000000:07:00.0\"><uuid>GPU-0</uuid><serial>165</serial></gpu>\n"
                + "</nvidia_smi_log>\nrc=0\n");

        var inspected = Assert.IsType<Message.GpuInspected>(answer);
        Assert.Equal((3, "GPU-0", "165", null), (inspected.Id, inspected.Detail?.Uuid, inspected.Detail?.Serial, inspected.Problem));
    }

    [Theory]
    [InlineData("Unable to determine the device handle for GPU0000:07:00.0: GPU is lost.  Reboot the system\nrc=15\n", "GPU is lost")]
    [InlineData("sh: 1: nvidia-smi: not found\nrc=127\n", "nvidia-smi: not found")]
    [InlineData("", "no answer")]
    public void A_driver_that_refuses_is_quoted(string text, string problem)
    {
        var inspected = Assert.IsType<Message.GpuInspected>(Of("rx3", text));

        Assert.Null(inspected.Detail);
        Assert.Contains(problem, inspected.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_answers_keep_their_text_and_exit_code()
    {
        Assert.Equal(new Message.CommandAnswered("gpu01", 7, "one\ntwo", 3), Of("r7", "one\ntwo\nrc=3\n"));
        Assert.Null(Of("rabc", "one\nrc=0\n"));
        Assert.Null(Of("g", "rc=0\n"));
    }

    [Fact]
    public void Accounts_and_Jupyter_servers_are_read_by_the_letter_of_their_tag()
    {
        var accounts = Assert.IsType<Message.AccountsFound>(Of("rp4", "alice:x:1001:1001:Alice:/home/alice:/bin/sh\nrc=0\n"));
        var servers = Assert.IsType<Message.JupyterTokensReceived>(Of("rj5", "http://localhost:8888/?token=abc :: /home/alice\nrc=0\n"));

        Assert.Equal((4, "alice"), (accounts.Id, Assert.Single(accounts.Accounts.List).Name));
        Assert.Equal((5, (8888, "abc")), (servers.Id, Assert.Single(servers.Tokens)));
    }

    private static Message? Of(string tag, string text) =>
        RequestAnswers.Of("gpu01", new Section(tag, text, default));
}
