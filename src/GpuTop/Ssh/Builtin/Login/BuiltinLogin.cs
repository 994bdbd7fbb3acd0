using System.Security.Cryptography;
using System.Text;
using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>One login of the built-in client: its login slot, its prompts and its messages. Any thread; dispose it after the
/// login.</summary>
/// <param name="server">The server's display name.</param>
/// <param name="prompts">Receives the prompts.</param>
/// <param name="steps">Receives whether a prompt is open.</param>
/// <param name="slot">The login slot; freed at the first prompt or at the end of the login.</param>
internal sealed class BuiltinLogin(string server, PromptChannel prompts, IObserver<ConnectionStep> steps, IDisposable slot) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly StringBuilder _messages = new();
    private readonly TailBuffer _serverText = new();

    /// <summary>Ends the connection of the login, so that nothing is sent any more; set by the connection.</summary>
    public Action? Cut { get; set; }

    /// <summary>Whether a prompt was opened.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>The prompt that was cancelled; null when there was none.</summary>
    public PendingPrompt? Unanswered { get; private set; }

    /// <summary>The login methods that the server last named; null before.</summary>
    public string? Methods { get; set; }

    /// <summary>The server's banner and instructions, which may imitate any message.</summary>
    public string ServerText => _serverText.ToString();

    /// <summary>Messages as ssh would print them.</summary>
    public string Messages
    {
        get
        {
            lock (_messages)
            {
                return _messages.ToString();
            }
        }
    }

    /// <summary>Adds a message.</summary>
    public void Report(string message)
    {
        lock (_messages)
        {
            _messages.Append(message).Append('\n');
        }
    }

    /// <summary>Adds text of the server.</summary>
    public void Hear(string text) => _serverText.Append(Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Asks the user and waits; null without an answer, when the connection is already cut.</summary>
    public string? Ask(PromptKind kind, string text) => AskAsync(kind, text).GetAwaiter().GetResult();

    /// <summary>Asks the user; null without an answer, when the connection is already cut.</summary>
    public async Task<string?> AskAsync(PromptKind kind, string text)
    {
        if (_ended.IsCancellationRequested)
        {
            return null;
        }

        WasAsked = true;
        slot.Dispose(); // Free the login slot while the user types.
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        PendingPrompt? prompt = null;
        prompt = new PendingPrompt(server, kind, FailureText.Clean(text), CancelAsync, gone.Token, _ended.Token);
        steps.OnNext(new ConnectionStep.Prompt(true));
        try
        {
            prompts.Open(prompt);
            var answer = await prompt.AnswerAsync.WaitAsync(_ended.Token);
            prompts.CollectAfterLogin(prompt);
            return TextOf(answer);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            await gone.CancelAsync();
            steps.OnNext(new ConnectionStep.Prompt(false));
        }

        Task CancelAsync()
        {
            Unanswered = prompt;
            Cut?.Invoke();
            return Task.CompletedTask;
        }
    }

    /// <summary>Ends the login: frees its slot and withdraws an open prompt. May be called repeatedly.</summary>
    public void Dispose()
    {
        slot.Dispose();
        _ended.Cancel();
    }

    private static string? TextOf(byte[]? answer)
    {
        if (answer is null)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(answer);
        CryptographicOperations.ZeroMemory(answer);
        return text;
    }
}
