using System.Security.Cryptography;
using System.Text;
using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>A prompt of a login that waits for the user; only the first answer or cancellation counts.</summary>
public sealed class PendingPrompt
{
    private readonly TaskCompletionSource<byte[]?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task> _cancel;

    /// <summary>Creates an open prompt; give it to <see cref="PromptChannel.Open"/>.</summary>
    /// <param name="server">The name of the server in the configuration, or of the jump host.</param>
    /// <param name="kind">Kind of the prompt.</param>
    /// <param name="text">Its text, cleaned.</param>
    /// <param name="cancel">Ends the login, so that no answer is sent; completes when that is done. Not called for a
    /// confirmation.</param>
    /// <param name="gone">Cancelled when an answer is no longer waited for.</param>
    /// <param name="loginEnded">Cancelled when the login is over.</param>
    internal PendingPrompt(
        string server, PromptKind kind, string text, Func<Task> cancel, CancellationToken gone, CancellationToken loginEnded)
    {
        Server = server;
        Kind = kind;
        Text = text;
        Gone = gone;
        LoginEnded = loginEnded;
        _cancel = cancel;
    }

    /// <summary>The name of the server in the configuration, or of the jump host.</summary>
    public string Server { get; }

    /// <summary>Kind of the prompt.</summary>
    public PromptKind Kind { get; }

    /// <summary>The text, cleaned; may have several lines.</summary>
    public string Text { get; }

    /// <summary>Whether the input must not be shown.</summary>
    public bool IsSecret => Kind is PromptKind.Password or PromptKind.Passphrase or PromptKind.OneTimeCode;

    /// <summary>Cancelled when the login no longer waits for an answer.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Cancelled when the login of this prompt is over, successful or not.</summary>
    public CancellationToken LoginEnded { get; }

    /// <summary>The answer; null when the prompt was cancelled.</summary>
    internal Task<byte[]?> AnswerAsync => _answer.Task;

    /// <summary>Sets the answer: the secret; for a host key <c>yes</c> or the whole fingerprint; for a confirmation <c>yes</c>.</summary>
    public void Answer(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        if (!_answer.TrySetResult(bytes))
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Cancels the prompt: ends the login first, as ssh would otherwise send an empty password, unless it no longer waits.
    /// A confirmation is answered with no, and the login continues.</summary>
    public void Cancel()
    {
        if (Kind == PromptKind.Confirm)
        {
            _answer.TrySetResult(null);
        }
        else if (!_answer.Task.IsCompleted && !Gone.IsCancellationRequested)
        {
            _cancel().ContinueWith(_ => _answer.TrySetResult(null), TaskScheduler.Default);
        }
    }

    /// <summary>Kind of a prompt by its text.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="hint">SSH_ASKPASS_PROMPT; empty without.</param>
    internal static PromptKind KindOf(string text, string hint = "") => hint switch
    {
        "confirm" => PromptKind.Confirm,
        "none" => PromptKind.Notice,
        _ when text.Contains("(yes/no", StringComparison.Ordinal) || text.Contains("type 'yes'", StringComparison.Ordinal) =>
            PromptKind.HostKey,
        _ when text.Contains("passphrase", StringComparison.OrdinalIgnoreCase) || text.Contains("PIN for", StringComparison.Ordinal) =>
            PromptKind.Passphrase,
        _ when text.TrimEnd().EndsWith("assword:", StringComparison.Ordinal) => PromptKind.Password,
        _ => PromptKind.OneTimeCode,
    };
}
