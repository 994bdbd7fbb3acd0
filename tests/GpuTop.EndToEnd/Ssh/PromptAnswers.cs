using System.Collections.Concurrent;
using GpuTop.Ssh;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>Answers the prompts of a log in turn, the last answer again and again, and keeps them; null cancels.</summary>
internal sealed class PromptAnswers : IDisposable
{
    private readonly ConcurrentQueue<PendingPrompt> _asked = new();
    private readonly IDisposable _subscription;

    public PromptAnswers(ConnectionLog log, params string?[] answers) => _subscription = log.Transport.Prompts.Subscribe(prompt =>
    {
        var answer = answers[Math.Min(_asked.Count, answers.Length - 1)];
        _asked.Enqueue(prompt);
        if (answer is null)
        {
            prompt.Cancel();
        }
        else
        {
            prompt.Answer(answer);
        }
    });

    public PendingPrompt[] Asked => [.. _asked];

    public void Dispose() => _subscription.Dispose();
}
