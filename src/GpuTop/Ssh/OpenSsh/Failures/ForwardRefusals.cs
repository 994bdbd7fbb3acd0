namespace GpuTop.Ssh;

/// <summary>The refused forwards in the log of a master.</summary>
/// <param name="Line">Line number of the newest refusal in the whole log, from 1; 0 when there was none.</param>
/// <param name="Newest">The reason of the newest, as ssh prints it; null when there was none.</param>
/// <remarks>Only the master reports a refusal: it writes <c>channel 3: open failed: connect failed: Connection refused</c>
/// (serverloop.c, RFC 4254 5.1) to its standard error and closes the forwarded connection.</remarks>
internal sealed record ForwardRefusals(int Line, string? Newest)
{
    public const string Mark = ": open failed: ";

    /// <summary>The refusal that <see cref="OpenSshCommands.Ping"/> provokes.</summary>
    public const string OfPing = "connect failed: open failed";

    /// <summary>Whether the server prohibits forwarding.</summary>
    public bool IsProhibited => Newest is not null && new TunnelRefusal(Newest).IsProhibited;

    /// <summary>ssh writes the reason before it closes the connection, but the log has to be read first.</summary>
    private static readonly TimeSpan LogTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for refusals that match a condition; empty when none comes.</summary>
    /// <param name="errors">The newest part of the master's log, and the number of lines before it.</param>
    /// <param name="matches">The condition.</param>
    /// <param name="token">Cancels.</param>
    public static async Task<ForwardRefusals[]> AwaitAsync(
        Func<(string Text, int LinesBefore)> errors, Func<ForwardRefusals, bool> matches, CancellationToken token)
    {
        for (var waited = TimeSpan.Zero; waited < LogTimeout; waited += PollInterval)
        {
            var (text, linesBefore) = errors();
            if (All(text, linesBefore).Where(matches).ToArray() is { Length: > 0 } refusals)
            {
                return refusals;
            }

            await Task.Delay(PollInterval, token);
        }

        return [];
    }

    /// <summary>The newest refusal in a part of the log.</summary>
    /// <param name="errors">The newest part of the master's log.</param>
    /// <param name="linesBefore">Number of lines before it.</param>
    public static ForwardRefusals Of(string errors, int linesBefore = 0) => All(errors, linesBefore).LastOrDefault() ?? new(0, null);

    /// <summary>The refusals in a part of the log, the oldest first.</summary>
    /// <param name="errors">As above.</param>
    /// <param name="linesBefore">As above.</param>
    public static IEnumerable<ForwardRefusals> All(string errors, int linesBefore)
    {
        var number = linesBefore;
        foreach (var line in errors.Split('\n'))
        {
            number++;
            if (line.StartsWith("channel ", StringComparison.Ordinal) && line.IndexOf(Mark, StringComparison.Ordinal) is > 0 and var at)
            {
                yield return new ForwardRefusals(number, line[(at + Mark.Length)..].TrimEnd('\r'));
            }
        }
    }

    /// <summary>The newest refusal for display; null when there was none.</summary>
    /// <param name="host">The destination's name for the user.</param>
    /// <param name="port">Its port.</param>
    public string? Text(string host, int port) => Newest is null ? null : new TunnelRefusal(Newest).Text(host, port);
}
