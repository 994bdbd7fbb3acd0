using GpuTop.EndToEnd.Product;

namespace GpuTop.EndToEnd.Actions;

public sealed class CopyTests : IDisposable
{
    private readonly TestFleet _fleet = new(new GpuServer("gpu01"));

    public void Dispose() => _fleet.Dispose();

    [RequiresFact(Needs.Server | Needs.ServerTerminal | Needs.Tmux)]
    public void The_copied_line_opens_a_shell_on_the_server_in_which_CUDA_takes_those_cards()
    {
        using var gputop = _fleet.Start(width: 200, height: 40);
        gputop.WaitFor("the server", text => ScreenReader.IsLive(text, "gpu01"));
        gputop.Press("Down", "Down", "y");
        var line = gputop.WaitFor("copied: ").Split("copied: ")[1].Split('\n')[0].Trim();

        using var shell = TmuxScreen.Start($"ssh() {{ command ssh -F {_fleet.SshConfigFile} \"$@\"; }}", width: 200);
        shell.Enter(line);
        shell.Enter(
            "echo order=$CUDA_DEVICE_ORDER devices=$CUDA_VISIBLE_DEVICES on=${SSH_CONNECTION:+server} tty=$(test -t 0 && echo yes)");
        shell.WaitFor("order=PCI_BUS_ID devices=1 on=server tty=yes");

        Assert.Equal("ssh -t gpu01 'export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=1; exec $SHELL -l'", line);
        shell.Enter("exit");
    }
}
