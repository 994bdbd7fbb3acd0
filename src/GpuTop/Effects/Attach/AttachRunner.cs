using System.Diagnostics;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Effects;

/// <summary>Runs a shell, session or command of a server on the terminal, and restores the terminal when it ends.</summary>
internal sealed class AttachRunner(SessionRegistry sessions, Tty tty)
{
    // An exit code of the script is a failure to start only within this time; later it is the program's own.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(5);

    // The connection may be dead.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Runs it to its end; the screen releases the terminal before this returns its task.</summary>
    public async Task<Message> RunAsync(Effect.Attach attach, CancellationToken token)
    {
        var isHere = attach.Goal is AttachGoal.Own { Command.Where: CommandPlace.Here };
        var session = sessions.Find(attach.Server);
        if (session is null && !isHere)
        {
            return new Message.AttachEnded(attach.Server, attach.Goal, "not connected");
        }

        var script = AttachScript.Of(attach.Goal);
        if (attach.InWindow && attach.Goal is not AttachGoal.Own && session!.TerminalCommand(script) is { } command)
        {
            var failure = await AttachProcess.CheckAsync(TmuxWindow.Around(command, attach.Server), AnswerTimeout, token);
            return failure is null
                ? new Message.WindowOpened(attach.Server, attach.Goal)
                : new Message.AttachEnded(attach.Server, attach.Goal, failure);
        }

        var clock = Stopwatch.StartNew();
        var end = await RunOnTerminalAsync(isHere ? null : session, script, token);
        return new Message.AttachEnded(
            attach.Server,
            attach.Goal,
            end.Problem ?? (end.ExitCode is { } exitCode
                ? ProblemOf(attach.Goal, exitCode, clock.Elapsed < StartTimeout)
                : await ConnectionProblemAsync(attach.Server, session!, token)));
    }

    private async Task<TerminalEnd> RunOnTerminalAsync(SshSession? session, string script, CancellationToken token)
    {
        using (tty.Lend())
        {
            return session is null
                ? await TerminalProcess.RunAsync(new ProcessCommand("/bin/sh", ["-c", script]), token)
                : await session.RunOnTerminalAsync(script, new LentTerminal(tty.Device), token);
        }
    }

    private static string? ProblemOf(AttachGoal goal, int exitCode, bool isSoon) => exitCode switch
    {
        0 => null,
        AttachScript.NoTerminal when isSoon => "the server gives no terminal (PermitTTY no in its sshd_config)",
        AttachScript.NoProgram when isSoon => goal switch
        {
            AttachGoal.Tmux => "tmux is not installed there",
            AttachGoal.Screen => "screen is not installed there",
            _ => "neither tmux nor screen is installed there",
        },
        AttachScript.NoSession when isSoon => $"no such session any more: {goal.Name}",
        > 128 and < 128 + 65 when goal is not AttachGoal.Shell => $"{goal.Name} was ended by signal {exitCode - 128}",
        _ when goal is AttachGoal.Tmux or AttachGoal.Screen => $"{goal.Name} ended with exit code {exitCode}",
        _ when goal is AttachGoal.Own => $"{goal.Name} ended with exit code {exitCode}",
        _ => null,
    };

    private async Task<string> ConnectionProblemAsync(string server, SshSession session, CancellationToken token) =>
        (ReferenceEquals(sessions.Find(server), session) ? await session.TerminalRefusalAsync(AnswerTimeout, token) : null)
        ?? "connection lost";
}
