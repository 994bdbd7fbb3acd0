using System.Diagnostics;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Effects;

/// <summary>Runs a shell, session or command of a server on the terminal, and restores the terminal when it ends.</summary>
internal sealed class AttachRunner(SessionRegistry links, Tty tty)
{
    // An exit code of the script is a failure to start only within this time; later it is the program's own.
    private static readonly TimeSpan BeginsWithin = TimeSpan.FromSeconds(5);

    // The connection may be dead.
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    /// <summary>Runs it to its end; the terminal is lent before this returns its task.</summary>
    public async Task<Message> GoAsync(Effect.Go go, CancellationToken token)
    {
        var isHere = go.Goal is AttachGoal.Own { Command.Where: CommandPlace.Here };
        var session = links.Find(go.Server);
        if (session is null && !isHere)
        {
            return new Message.AttachEnded(go.Server, go.Goal, "not connected");
        }

        var script = AttachScript.Of(go.Goal);
        var command = isHere || session!.Socket is null
            ? new ProcessCommand("/bin/sh", ["-c", script])
            : session.Attach(LoginShellEncoding.Command(script));
        if (go.InWindow && go.Goal is not AttachGoal.Own)
        {
            var failure = await QuietCommand.QuietlyAsync(TmuxWindow.Around(command, go.Server), AnswersWithin, token);
            return failure is null ? new Message.WindowOpened(go.Server, go.Goal) : new Message.AttachEnded(go.Server, go.Goal, failure);
        }

        var clock = Stopwatch.StartNew();
        var (exitCode, problem) = await LendAsync(command, token);
        return new Message.AttachEnded(
            go.Server,
            go.Goal,
            problem ?? (exitCode == OpenSshCommands.Failed && session?.Socket is not null
                ? await WhySshFailedAsync(go.Server, session, token)
                : ProblemOf(go.Goal, exitCode, clock.Elapsed < BeginsWithin)));
    }

    private async Task<(int ExitCode, string? Problem)> LendAsync(ProcessCommand command, CancellationToken token)
    {
        using (tty.Lend())
        {
            try
            {
                return (await QuietCommand.OnTerminalAsync(command, token), null);
            }
            catch (Exception error) when (FailureClassifier.IsOfThisMachine(error))
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

    private async Task<string> WhySshFailedAsync(string server, SshSession session, CancellationToken token)
    {
        if (!ReferenceEquals(links.Find(server), session))
        {
            return "connection lost";
        }

        var failure = await QuietCommand.QuietlyAsync(session.Exec("exit 0"), AnswersWithin, token);
        return failure is null ? "connection lost"
            : failure.Contains("refused by peer", StringComparison.OrdinalIgnoreCase)
                || failure.Contains("administratively", StringComparison.OrdinalIgnoreCase)
                ? "the server allows one session per connection (MaxSessions 1 in its sshd_config): no room for a terminal"
            : "connection lost";
    }
}
