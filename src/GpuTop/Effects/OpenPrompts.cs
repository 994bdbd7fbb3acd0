using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The open prompts of ssh by the number that the state uses for them.</summary>
public sealed class OpenPrompts
{
    private readonly ConcurrentDictionary<int, PendingPrompt> _open = new();
    private int _lastId;

    /// <summary>Prompts as they open and close; while it is subscribed to, ssh waits for the user. Any thread.</summary>
    /// <param name="prompts">Prompts of ssh; hot.</param>
    public IObservable<Message> Messages(IObservable<PendingPrompt> prompts) => Observable.Create<Message>(observer =>
    {
        var messages = Subject.Synchronize(new Subject<Message>());
        var forwarding = messages.Subscribe(observer);
        var opening = prompts.Subscribe(prompt =>
        {
            var id = Interlocked.Increment(ref _lastId);
            _open[id] = prompt;
            messages.OnNext(new Message.PromptOpened(new Prompt(id, prompt.Server, prompt.Kind, prompt.Text)));
            prompt.Gone.Register(() =>
            {
                _open.TryRemove(id, out _);
                messages.OnNext(new Message.PromptClosed(id));
            });
            prompt.LoginEnded.Register(() => messages.OnNext(new Message.LoginEnded(id)));
        });
        return StableCompositeDisposable.Create(opening, forwarding);
    });

    /// <summary>Answers a prompt; one that is closed already is ignored.</summary>
    public void Answer(int id, string text)
    {
        if (_open.TryRemove(id, out var prompt))
        {
            prompt.Answer(text);
        }
    }

    /// <summary>Cancels a prompt, which ends its ssh; one that is closed already is ignored.</summary>
    public void Cancel(int id)
    {
        if (_open.TryRemove(id, out var prompt))
        {
            prompt.Cancel();
        }
    }
}
