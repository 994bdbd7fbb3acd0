using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;

namespace GpuTop.Tests.Ui;

public sealed class PromptFrameTests
{
    private static readonly Prompt HostKey = new(1, "gpu01", PromptKind.HostKey, """
        The authenticity of host '[gpu01.example.org]:22022 ([192.0.2.7]:22022)' can't be established.
        ED25519 key fingerprint is SHA256:bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM.
        This key is not known by any other names.
        Are you sure you want to continue connecting (yes/no/[fingerprint])?
        """);

    private static readonly Prompt Password = new(2, "jump host gw", PromptKind.Password, "alice@gw.example.org's password:");

    [Fact]
    public void Waiting_prompts_look_as_accepted() =>
        Golden.Check(PromptFleet.Asked(HostKey, Password) with { Notice = null }, "prompts-waiting-80x24");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void The_question_for_a_host_key_looks_as_accepted(int width, int height) =>
        Golden.Check(Open(HostKey, Password).After(0.3).State with { Width = width, Height = height }, $"prompt-host-key-{width}x{height}");

    [Fact]
    public void Verifying_a_host_key_looks_as_accepted() =>
        Golden.Check(
            GuiScreen.Of(Open(HostKey).Press('v').State, new Pasted("SHA256:bX2l5o4UeWmTq0Jc3yYkN1rVw")).Frame,
            "prompt-verify-80x24");

    [Fact]
    public void A_password_is_dots() =>
        Golden.Check(PromptFleet.Type(Open(Password), "correct horse"), "prompt-password-80x24");

    [Fact]
    public void A_sent_answer_shows_the_wait() =>
        Golden.Check(PromptFleet.Type(Open(Password), "correct horse").Press(KeyPress.Of(Key.Enter)).State, "prompt-sent-80x24");

    [Fact]
    public void A_finished_login_shows_the_next_prompt()
    {
        var sent = PromptFleet.Type(Open(Password, HostKey), "correct horse").Press(KeyPress.Of(Key.Enter)).State;

        Golden.Check(Update.Apply(sent, new Message.LoginEnded(2), sent.Now).State, "prompt-over-80x24");
    }

    [Fact]
    public void A_cancelled_prompt_is_shown_as_such()
    {
        var open = PromptFleet.Type(Open(Password), "correct");

        Golden.Check(Update.Apply(open, new Message.PromptClosed(2), open.Now).State, "prompt-gone-80x24");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 10)]
    public void The_trouble_of_a_server_looks_as_accepted(int width, int height)
    {
        var raw = """
            @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
            @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
            @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
            IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
            The fingerprint for the ED25519 key sent by the remote host is
            SHA256:bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM.
            Offending ED25519 key in /home/alice/.ssh/known_hosts:7
            Host key for gpu01 has changed and you have requested strict checking.
            """;
        var problem = new Problem(
            "the host key has changed: an attack, or the server was set up anew", "if you know why it changed: ssh-keygen -R gpu01", raw);
        var state = Update.Apply(
            ActionFleet.State(),
            new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.NeedsUser, SampleFleet.Now, problem)),
            SampleFleet.Now).State;

        Golden.Check(state.Press(KeyPress.Of(Key.Enter)).State with { Width = width, Height = height }, $"trouble-{width}x{height}");
    }

    private static AppState Open(params Prompt[] prompts) => PromptFleet.Asked(prompts).Press('p').State;
}
