using System.Reactive.Disposables;

namespace GpuTop.Ssh;

/// <summary>One login of one ssh: its place in line, what it asks, and why it failed when it did.</summary>
/// <param name="transport">What it shares with the others.</param>
/// <param name="server">Who asks, for the user.</param>
/// <param name="jump">The connection that it goes through; null without.</param>
/// <param name="place">Given back once it no longer holds up others.</param>
internal sealed class LoginAttempt(SshTransport transport, string server, JumpConnection? jump, IDisposable place) : IDisposable
{
    private readonly string _token = AskpassServer.NewToken();
    private readonly int _saidBefore = jump?.LinesSaid ?? 0;
    private IDisposable _asking = Disposable.Empty;
    private bool _wasAsked;
    private PendingPrompt? _unanswered;

    /// <summary>Where its control socket will appear once logged in.</summary>
    public string Socket { get; } = transport.Folder.NextSocket();

    /// <summary>Whether a prompt got no answer, so that ssh was ended.</summary>
    public bool WasCancelled => _unanswered is not null;

    /// <summary>What ssh must find in its environment.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(OpenSshVersion version) => transport.Askpass.EnvironmentOf(_token, version);

    /// <summary>From now on it may ask.</summary>
    /// <param name="steps">Told whether it waits for the user.</param>
    /// <param name="end">Ends ssh; done when it is gone.</param>
    public void Expect(IObserver<ConnectionStep> steps, Func<Task> end) => _asking = transport.Askpass.Expect(
        server,
        _token,
        isOpen =>
        {
            if (isOpen)
            {
                _wasAsked = true;
                place.Dispose(); // Who waits for the user holds up nobody.
            }

            steps.OnNext(new ConnectionStep.Asking(isOpen));
        },
        question =>
        {
            _unanswered = question;
            return end();
        });

    /// <summary>It is over: nothing more is asked. Any number of times.</summary>
    public void Dispose()
    {
        place.Dispose();
        _asking.Dispose();
    }

    /// <summary>Why it, or the connection that it led to, ended.</summary>
    /// <param name="end">What is known of the end.</param>
    /// <param name="token">Gives up.</param>
    public async Task<Failure> FailureAsync(AttemptEnd end, CancellationToken token)
    {
        end = end with { WasAsked = _wasAsked, Messages = await RefusalOfJumpAsync(end, token) + end.Messages };
        return _unanswered is null ? FailureClassifier.Classify(end) : FailureClassifier.Unanswered(_unanswered, end.Host, end);
    }

    // Its own ssh knows only that it was not led on.
    private Task<string> RefusalOfJumpAsync(AttemptEnd end, CancellationToken token) =>
        jump is not null && !end.WasReady && end.Errors.Contains("stdio forwarding", StringComparison.OrdinalIgnoreCase)
            ? jump.RefusalSinceAsync(_saidBefore, token)
            : Task.FromResult("");
}
