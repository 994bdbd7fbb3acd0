using System.Collections.Immutable;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Effects;

/// <summary>Runs the effects that the state returns; their results arrive in <see cref="Outcomes"/>.</summary>
/// <param name="links">The live sessions.</param>
/// <param name="tty">The terminal; null where there is no screen.</param>
/// <param name="quit">Ends the program with an exit code.</param>
public sealed class EffectRunner(SessionRegistry links, Tty? tty, Action<int> quit) : IDisposable
{
    // Longer than the second between SIGTERM and SIGKILL of a child.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _leaving = new();
    private readonly ISubject<Message> _outcomes = Subject.Synchronize(new Subject<Message>());
    private Task _visit = Task.CompletedTask;

    /// <summary>Results of effects. Hot, never completes, any thread.</summary>
    public IObservable<Message> Outcomes => _outcomes.AsObservable();

    /// <summary>The user's notification program and its arguments; empty when there is none.</summary>
    public ImmutableArray<string> Hook { get; init; } = [];

    /// <summary>Starts an effect and returns at once; only <see cref="Effect.Suspend"/> blocks, while the program is stopped.</summary>
    public void Begin(Effect effect)
    {
        switch (effect)
        {
            case Effect.Quit:
                quit(0);
                break;
            case Effect.Suspend:
                tty?.Suspend();
                break;
            case Effect.Repaint:
                tty?.Repaint();
                break;
            case Effect.UseMouse mouse:
                tty?.UseMouse(mouse.On);
                break;
            case Effect.Notify notify:
                Notify(notify.Notification);
                break;
            case Effect.Refresh refresh:
                links.Refresh(refresh.Server);
                break;
            case Effect.SampleEvery sample:
                links.Send(null, $"i {sample.Interval.TotalMilliseconds:0}");
                break;
            case Effect.InspectGpu inspect:
                Inspect(inspect);
                break;
            case Effect.NameAccounts accounts:
                Ask(new Effect.Ask(accounts.Server, Effect.NameAccounts.AnswerId, AccountsCommand(accounts)));
                break;
            case Effect.Ask ask:
                Ask(ask);
                break;
            case Effect.Kill kill:
                Ask(new Effect.Ask(kill.Server, kill.Id, KillCommand.Text(kill.Target, kill.Signal)));
                break;
            case Effect.Copy copy:
                tty?.Send(Osc.Copy(copy.Text));
                DesktopClipboard
                    .Copy(copy.Text, DesktopClipboard.Commands(Environment.GetEnvironmentVariable, OperatingSystem.IsMacOS()))
                    .Subscribe();
                break;
            case Effect.Go go when tty is not null:
                var visit = new AttachRunner(links, tty).GoAsync(go, _leaving.Token);
                visit.ToObservable().Subscribe(
                    _outcomes.OnNext,
                    error => _outcomes.OnNext(new Message.AttachEnded(go.Server, go.Goal, error.Message)));
                _visit = visit;
                break;
        }
    }

    private void Notify(Notification notification)
    {
        tty?.Send(TerminalNotification.Of(notification));
        if (notification.Ways.HasFlag(AlertChannels.Hook) && !Hook.IsEmpty)
        {
            NotificationHook.Run(Hook, notification)
                .Subscribe(problem => _outcomes.OnNext(new Message.HookFailed($"hook {Hook[0]}: {problem}")));
        }
    }

    /// <summary>Ends the child that has the terminal, so that the terminal can be restored.</summary>
    public void Dispose()
    {
        _leaving.Cancel();
        Task.WaitAny([_visit], TimeToEnd);
    }

    // Systems without getent keep their accounts in /etc/passwd.
    private static string AccountsCommand(Effect.NameAccounts accounts) =>
        $"if command -v getent >/dev/null; then getent passwd {ShellQuote.Join(accounts.Names)}; else cat /etc/passwd; fi";

    private void Ask(Effect.Ask ask) =>
        Order(ask.Server, $"r {ask.Id} {ask.Command}", problem => new Message.Answered(ask.Server, ask.Id, problem, null));

    private void Inspect(Effect.InspectGpu inspect) => Order(
        inspect.Server,
        $"r {Effect.InspectGpu.Mark}{inspect.Id} nvidia-smi -q -x -i {ShellQuote.Quote(inspect.Gpu)}",
        problem => new Message.Inspected(inspect.Server, inspect.Id, null, problem));

    // Answers arrive with the server's other messages; only a failure to send is reported here.
    private void Order(string server, string line, Func<string, Message> failed)
    {
        if (links.Find(server) is not { } session)
        {
            _outcomes.OnNext(failed("not connected"));
            return;
        }

        Observable
            .FromAsync(token => session.SendAsync(line, token))
            .Where(sent => !sent)
            .Subscribe(_ => _outcomes.OnNext(failed("connection lost")));
    }
}
