using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The open prompts of ssh by the number that the state uses for them.</summary>
public sealed class PromptAnswers
{
    private readonly ConcurrentDictionary<int, PendingPrompt> _open = new();
    private int _lastId;

    /// <summary>Prompts as they open and close; while it is subscribed to, ssh waits for the user. Any thread.</summary>
    /// <param name="questions">Prompts of ssh; hot.</param>
    public IObservable<Message> Messages(IObservable<PendingPrompt> questions) => Observable.Create<Message>(observer =>
    {
        var messages = Subject.Synchronize(new Subject<Message>());
        var passing = messages.Subscribe(observer);
        var asking = questions.Subscribe(question =>
        {
            var id = Interlocked.Increment(ref _lastId);
            _open[id] = question;
            messages.OnNext(new Message.PromptOpened(new Prompt(id, question.Server, question.Kind, question.Text)));
            question.Gone.Register(() =>
            {
                _open.TryRemove(id, out _);
                messages.OnNext(new Message.PromptClosed(id));
            });
            question.LoginEnded.Register(() => messages.OnNext(new Message.LoginEnded(id)));
        });
        return StableCompositeDisposable.Create(asking, passing);
    });

    /// <summary>Answers a prompt or ends the ssh that opened it; a prompt that is closed already is ignored.</summary>
    public void Begin(Effect effect)
    {
        switch (effect)
        {
            case Effect.AnswerPrompt answer when _open.TryRemove(answer.Id, out var question):
                question.Answer(answer.Text);
                break;
            case Effect.CancelPrompt cancel when _open.TryRemove(cancel.Id, out var question):
                question.Cancel();
                break;
        }
    }
}
