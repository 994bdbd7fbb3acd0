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
        var command = isHere ? new ProcessCommand("/bin/sh", ["-c", script]) : CommandOf(session!, script);
        if (attach.InWindow && attach.Goal is not AttachGoal.Own)
        {
            var failure = await AttachProcess.CheckAsync(TmuxWindow.Around(command, attach.Server), AnswerTimeout, token);
            return failure is null
                ? new Message.WindowOpened(attach.Server, attach.Goal)
                : new Message.AttachEnded(attach.Server, attach.Goal, failure);
        }

        var clock = Stopwatch.StartNew();
        var (exitCode, problem) = await RunOnTerminalAsync(command, token);
        return new Message.AttachEnded(
            attach.Server,
            attach.Goal,
            problem ?? (exitCode == AttemptEnd.SshFailed && session?.Socket is not null
                ? await SshFailureAsync(attach.Server, session, token)
                : ProblemOf(attach.Goal, exitCode, clock.Elapsed < StartTimeout)));
    }

    private static ProcessCommand CommandOf(SshSession session, string script) =>
        session.Simulated is { } simulated ? simulated.Attach(script)
        : session.Attach(session.Socket is null ? script : LoginShellEncoding.Command(script));

    private async Task<(int ExitCode, string? Problem)> RunOnTerminalAsync(ProcessCommand command, CancellationToken token)
    {
        using (tty.Lend())
        {
            try
            {
                return (await AttachProcess.RunOnTerminalAsync(command, token), null);
            }
            catch (Exception error) when (MachineFailure.Explains(error))
            {
                return (0, $"{command.File} can't be started: {error.Message.ToLowerInvariant()}");
            }
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

    private async Task<string> SshFailureAsync(string server, SshSession session, CancellationToken token)
    {
        if (!ReferenceEquals(sessions.Find(server), session))
        {
            return "connection lost";
        }

        var failure = await AttachProcess.CheckAsync(session.Exec("exit 0"), AnswerTimeout, token);
        return failure is null ? "connection lost"
            : failure.Contains("refused by peer", StringComparison.OrdinalIgnoreCase)
                || failure.Contains("administratively", StringComparison.OrdinalIgnoreCase)
                ? "the server allows one session per connection (MaxSessions 1 in its sshd_config): no room for a terminal"
            : "connection lost";
    }
}
