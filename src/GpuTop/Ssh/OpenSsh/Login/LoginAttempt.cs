using System.Reactive.Disposables;

namespace GpuTop.Ssh;

/// <summary>One login of one ssh: its login slot, its prompts, and the reason of its failure.</summary>
/// <param name="folder">The folder of its control socket.</param>
/// <param name="askpass">Receives its prompts.</param>
/// <param name="server">The server's display name.</param>
/// <param name="jump">The connection to its jump host; null without one.</param>
/// <param name="slot">The login slot; freed at the first prompt or at the end of the login.</param>
internal sealed class LoginAttempt(
    SocketFolder folder, AskpassServer askpass, string server, JumpConnection? jump, IDisposable slot) : IDisposable
{
    private readonly string _token = AskpassServer.NewToken();
    private readonly int _jumpLogLines = jump?.LogLines ?? 0;
    private IDisposable _accepting = Disposable.Empty;
    private bool _wasAsked;
    private PendingPrompt? _unanswered;

    /// <summary>Path of its control socket, which appears after the login.</summary>
    public string Socket { get; } = folder.NextSocket();

    /// <summary>Whether ssh was ended because a prompt was cancelled.</summary>
    public bool WasCancelled => _unanswered is not null;

    /// <summary>The environment of ssh.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(OpenSshVersion version) => askpass.EnvironmentOf(_token, version);

    /// <summary>Accepts prompts from now on.</summary>
    /// <param name="steps">Receives whether a prompt is open.</param>
    /// <param name="end">Ends ssh; completes when it is gone.</param>
    public void AcceptPrompts(IObserver<ConnectionStep> steps, Func<Task> end) => _accepting = askpass.AcceptPrompts(
        server,
        _token,
        isOpen =>
        {
            if (isOpen)
            {
                _wasAsked = true;
                slot.Dispose(); // Free the login slot while the user types.
            }

            steps.OnNext(new ConnectionStep.Prompt(isOpen));
        },
        question =>
        {
            _unanswered = question;
            return end();
        });

    /// <summary>Ends the login: frees its slot and rejects further prompts. May be called repeatedly.</summary>
    public void Dispose()
    {
        slot.Dispose();
        _accepting.Dispose();
    }

    /// <summary>The reason why the login, or the connection after it, ended.</summary>
    /// <param name="end">The state at the end.</param>
    /// <param name="token">Cancels.</param>
    public async Task<Failure> FailureAsync(AttemptEnd end, CancellationToken token)
    {
        end = end with { WasAsked = _wasAsked, Messages = await JumpRefusalAsync(end, token) + end.Messages };
        return _unanswered is null ? FailureClassifier.Classify(end) : SessionFailure.Unanswered(_unanswered, end.Host, end);
    }

    // Only the log of the jump's master holds the reason of a refused forward.
    private Task<string> JumpRefusalAsync(AttemptEnd end, CancellationToken token) =>
        jump is not null && !end.WasReady && end.Errors.Contains("stdio forwarding", StringComparison.OrdinalIgnoreCase)
            ? jump.RefusalSinceAsync(_jumpLogLines, token)
            : Task.FromResult("");
}
