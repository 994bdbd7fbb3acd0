namespace GpuTop.Ssh;

/// <summary>What a master has said of tunnels whose far end could not be reached.</summary>
/// <param name="Line">Which line of all that the master has said tells of the newest, from 1; 0 when there was none.</param>
/// <param name="Newest">Why the last time, in ssh's words; null when there was none.</param>
/// <remarks>Nobody but the master is told: it writes <c>channel 3: open failed: connect failed: Connection refused</c> (serverloop.c,
/// RFC 4254 5.1) to its standard error and closes the connection that was to be led on.</remarks>
internal sealed record ForwardRefusals(int Line, string? Newest)
{
    public const string Mark = ": open failed: ";

    /// <summary>What is said of the question whether the server is there: <see cref="OpenSshCommands.Ask"/>.</summary>
    public const string OfQuestion = "connect failed: open failed";

    /// <summary>Whether the server leads on nothing, whatever the port (AllowTcpForwarding, PermitOpen, DisableForwarding).</summary>
    public bool IsProhibited => Newest?.StartsWith("administratively prohibited", StringComparison.Ordinal) == true;

    /// <summary>Why a connection was not led on is said before it ends, but what is said has to be read first.</summary>
    private static readonly TimeSpan UntilRead = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Those that count, once there is one; empty when none comes.</summary>
    /// <param name="errors">What the master has said up to now, and how many lines before that.</param>
    /// <param name="counts">Which are waited for.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<ForwardRefusals[]> AwaitAsync(
        Func<(string Text, int LinesBefore)> errors, Func<ForwardRefusals, bool> counts, CancellationToken token)
    {
        for (var waited = TimeSpan.Zero; waited < UntilRead; waited += Look)
        {
            var (text, linesBefore) = errors();
            if (All(text, linesBefore).Where(counts).ToArray() is { Length: > 0 } refusals)
            {
                return refusals;
            }

            await Task.Delay(Look, token);
        }

        return [];
    }

    /// <summary>The newest of those in a text.</summary>
    /// <param name="errors">The newest of what the master has said.</param>
    /// <param name="linesBefore">How many lines it said before that.</param>
    public static ForwardRefusals Of(string errors, int linesBefore = 0) => All(errors, linesBefore).LastOrDefault() ?? new(0, null);

    /// <summary>Those in a text, the oldest first.</summary>
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

    /// <summary>The newest in the user's words; null when there was none.</summary>
    /// <param name="host">Where the connection was to be led, as the server sees it.</param>
    /// <param name="port">The port there.</param>
    public string? Text(string host, int port) => Newest switch
    {
        null => null,
        _ when IsProhibited => "the server refuses tunnels (AllowTcpForwarding no)",
        var reason when reason.EndsWith("Connection refused", StringComparison.Ordinal) => $"nothing listens on {Place(host, port)} there",
        var reason => $"the server can't reach {Place(host, port)}: {FailureClassifier.Clean(reason.Replace("connect failed: ", "", StringComparison.Ordinal))}",
    };

    private static string Place(string host, int port) => host is "localhost" or "127.0.0.1" ? $"{port}"
        : host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
}
