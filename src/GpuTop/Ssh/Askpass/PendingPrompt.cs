using System.Security.Cryptography;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>A prompt of ssh that waits for the user. Answered or cancelled once; whatever comes later does nothing.</summary>
public sealed class PendingPrompt
{
    private readonly TaskCompletionSource<byte[]?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task> _cancel;

    internal PendingPrompt(string server, QuestionKind kind, string text, Func<Task> cancel, CancellationToken gone, CancellationToken loginEnded)
    {
        Server = server;
        Kind = kind;
        Text = text;
        Gone = gone;
        LoginEnded = loginEnded;
        _cancel = cancel;
    }

    /// <summary>The server, by the user's name for it, or the jump host.</summary>
    public string Server { get; }

    /// <summary>What is wanted.</summary>
    public QuestionKind Kind { get; }

    /// <summary>ssh's own words, cleaned; may have several lines.</summary>
    public string Text { get; }

    /// <summary>Whether what is typed must not be shown.</summary>
    public bool IsSecret => Kind is QuestionKind.Password or QuestionKind.Passphrase or QuestionKind.OneTimeCode;

    /// <summary>Cancelled when ssh no longer waits for an answer.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Cancelled when the login that asks is over, well or not, so that nothing more will be asked for it.</summary>
    public CancellationToken LoginEnded { get; }

    /// <summary>The answer, for ssh's eyes only; null when there is none.</summary>
    internal Task<byte[]?> AnswerAsync => _answer.Task;

    /// <summary>Gives the answer: the secret; for a host key <c>yes</c> or its whole fingerprint; for a confirmation <c>yes</c>.</summary>
    public void Answer(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        if (!_answer.TrySetResult(bytes))
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Gives none: ssh is ended first, for it would send an empty password otherwise. Not the one that asks no longer.
    /// To a confirmation it is a no, with which ssh goes on.</summary>
    public void Cancel()
    {
        if (Kind == QuestionKind.Confirm)
        {
            _answer.TrySetResult(null);
        }
        else if (!_answer.Task.IsCompleted && !Gone.IsCancellationRequested)
        {
            _cancel().ContinueWith(_ => _answer.TrySetResult(null), TaskScheduler.Default);
        }
    }

    /// <summary>What a prompt of ssh wants.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="hint">SSH_ASKPASS_PROMPT; empty when unset.</param>
    internal static QuestionKind KindOf(string text, string hint) => hint switch
    {
        "confirm" => QuestionKind.Confirm,
        "none" => QuestionKind.Notice,
        _ when text.Contains("(yes/no", StringComparison.Ordinal) || text.Contains("type 'yes'", StringComparison.Ordinal) => QuestionKind.HostKey,
        _ when text.Contains("passphrase", StringComparison.OrdinalIgnoreCase) || text.Contains("PIN for", StringComparison.Ordinal) => QuestionKind.Passphrase,
        _ when text.TrimEnd().EndsWith("assword:", StringComparison.Ordinal) => QuestionKind.Password,
        _ => QuestionKind.OneTimeCode,
    };
}

/// <summary>What a prompt wants.</summary>
public enum QuestionKind
{
    /// <summary>Whether the key of an unknown server is right: <c>yes</c> or the fingerprint.</summary>
    HostKey,

    /// <summary>A password.</summary>
    Password,

    /// <summary>The passphrase of a key, or the PIN of a security key.</summary>
    Passphrase,

    /// <summary>Any other question of the server, mostly a one-time code.</summary>
    OneTimeCode,

    /// <summary>Yes or no.</summary>
    Confirm,

    /// <summary>Nothing but attention, such as to touch a security key; goes away by itself.</summary>
    Notice,
}
