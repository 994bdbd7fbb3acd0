namespace GpuTop.Ssh;

/// <summary>The channels that a server refused on one connection. Any thread.</summary>
internal sealed class TunnelRefusals
{
    /// <summary>The refusal arrives before the local connection closes, but on another thread.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private volatile Entry _newest = new(0, "");

    /// <summary>Number of the newest refusal; 0 without one.</summary>
    public int Newest => _newest.Number;

    /// <summary>Adds a refusal.</summary>
    /// <param name="reason">Its code (RFC 4254, 5.1).</param>
    /// <param name="description">The server's words.</param>
    public void Add(uint reason, string description)
    {
        var words = reason switch
        {
            1 => "administratively prohibited",
            2 => "connect failed",
            3 => "unknown channel type",
            _ => "resource shortage",
        };
        _newest = new Entry(_newest.Number + 1, $"{words}: {description}");
    }

    /// <summary>Waits for a refusal with a higher number; null when none comes soon.</summary>
    public Task<TunnelRefusal?> AwaitAsync(int after, CancellationToken token) => AwaitAsync(after, Patience, token);

    /// <summary>Waits for a refusal with a higher number; null when none comes in time.</summary>
    public async Task<TunnelRefusal?> AwaitAsync(int after, TimeSpan within, CancellationToken token)
    {
        for (var waited = TimeSpan.Zero; waited < within; waited += PollInterval)
        {
            if (_newest is { } newest && newest.Number > after)
            {
                return new TunnelRefusal(newest.Reason);
            }

            await Task.Delay(PollInterval, token);
        }

        return null;
    }

    private sealed record Entry(int Number, string Reason);
}
