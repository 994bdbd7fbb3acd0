using System.Collections.Immutable;
using System.Diagnostics;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Effects;

/// <summary>Runs the effects that the state returns; their results arrive in <see cref="Outcomes"/>.</summary>
/// <param name="sessions">The live sessions.</param>
/// <param name="tunnels">The tunnels.</param>
/// <param name="prompts">The open prompts.</param>
/// <param name="tty">The terminal.</param>
public sealed class EffectRunner(SessionRegistry sessions, TunnelRunner tunnels, OpenPrompts prompts, Tty tty) : IDisposable
{
    // Longer than the second between SIGTERM and SIGKILL of a child.
    private static readonly TimeSpan ChildTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ISubject<Message> _outcomes = Subject.Synchronize(new Subject<Message>());
    private Task _attached = Task.CompletedTask;

    /// <summary>Results of effects. Hot, never completes, any thread.</summary>
    public IObservable<Message> Outcomes => _outcomes.Merge(tunnels.Outcomes);

    /// <summary>The user's notification program and its arguments; empty when there is none.</summary>
    public ImmutableArray<string> Hook { get; init; } = [];

    /// <summary>Ends the program.</summary>
    public required Action Quit { get; init; }

    /// <summary>Replaces the servers.</summary>
    public required Action<Effect.UseServers> UseServers { get; init; }

    /// <summary>Runs <see cref="Effect.ReplayAt"/> and <see cref="Effect.ReplayFrom"/>.</summary>
    public required Action<Effect> Replay { get; init; }

    /// <summary>Starts an effect and returns at once; only <see cref="Effect.Suspend"/> blocks, while the program is stopped.</summary>
    public void Begin(Effect effect)
    {
        switch (effect)
        {
            case Effect.Quit:
                Quit();
                break;
            case Effect.UseServers servers:
                UseServers(servers);
                break;
            case Effect.ReplayAt or Effect.ReplayFrom:
                Replay(effect);
                break;
            case Effect.Suspend:
                tty.Suspend();
                break;
            case Effect.Repaint:
                tty.Repaint();
                break;
            case Effect.UseMouse mouse:
                tty.UseMouse(mouse.On);
                break;
            case Effect.Notify notify:
                Notify(notify.Notification);
                break;
            case Effect.Copy copy:
                Copy(copy.Text);
                break;
            case Effect.Refresh refresh:
                sessions.Refresh(refresh.Server);
                break;
            case Effect.SampleEvery sample:
                sessions.Send(null, $"i {sample.Interval.TotalMilliseconds:0}");
                break;
            case Effect.Request request:
                new RequestRunner(sessions, _outcomes).Send(request);
                break;
            case Effect.OpenTunnel open:
                tunnels.Open(open);
                break;
            case Effect.CloseTunnel close:
                tunnels.Close(close);
                break;
            case Effect.Attach attach:
                Attach(attach);
                break;
            case Effect.AnswerPrompt answer:
                prompts.Answer(answer.Id, answer.Text);
                break;
            case Effect.CancelPrompt cancel:
                prompts.Cancel(cancel.Id);
                break;
            default:
                throw new UnreachableException($"no case for the effect {effect.GetType().Name}");
        }
    }

    /// <summary>Ends the child that has the terminal, so that the terminal can be restored.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        Task.WaitAny([_attached], ChildTimeout);
    }

    private void Notify(Notification notification)
    {
        tty.Send(TerminalNotification.Of(notification));
        if (notification.Channels.HasFlag(AlertChannels.Hook) && !Hook.IsEmpty)
        {
            NotificationHook.Run(Hook, notification)
                .Subscribe(problem => _outcomes.OnNext(new Message.HookFailed($"hook {Hook[0]}: {problem}")));
        }
    }

    private void Copy(string text)
    {
        tty.Send(Osc.Copy(text));
        DesktopClipboard
            .Copy(text, DesktopClipboard.Commands(Environment.GetEnvironmentVariable, OperatingSystem.IsMacOS()))
            .Subscribe();
    }

    private void Attach(Effect.Attach attach)
    {
        var attached = new AttachRunner(sessions, tty).RunAsync(attach, _stopping.Token);
        attached.ToObservable().Subscribe(
            _outcomes.OnNext,
            error => _outcomes.OnNext(new Message.AttachEnded(attach.Server, attach.Goal, error.Message)));
        _attached = attached;
    }
}
