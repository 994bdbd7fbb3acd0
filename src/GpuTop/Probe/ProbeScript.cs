using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GpuTop.Probe;

/// <summary>The text that is written to <c>sh -s</c> on a server: it becomes the probe.</summary>
public static partial class ProbeScript
{
    /// <summary>Without a heartbeat for this long the probe ends itself and all it started; the client sends one every 3 s. After an outage of
    /// six seconds TCP brings the next 9 to 11 s after the last, by its pauses that double.</summary>
    public static readonly TimeSpan HeartbeatLimit = TimeSpan.FromSeconds(13);

    private static readonly string Body = Read();

    /// <summary>What a driver that knows all of it is asked for, by the names of <c>nvidia-smi --query-gpu</c>.</summary>
    public static ImmutableArray<string> Fields { get; } = [.. FieldsPattern().Match(Body).Groups[1].Value.Replace("\\\n", "", StringComparison.Ordinal).Split(',')];

    /// <summary>A word that no rc file can guess: it marks the first line of the probe.</summary>
    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The script, without comments, with its call and a final newline; it is read whole before any of it runs.</summary>
    /// <param name="nonce">Letters and digits, new for each connection.</param>
    /// <param name="interval">Time between two samples of the GPUs; later changed by the order <c>i MILLISECONDS</c>.</param>
    /// <param name="hangUp">Whether the probe may end the <c>sshd</c> process above itself when it loses its client: this frees tunnels
    /// and attached terminals after a black hole. Not on a connection that is somebody else's.</param>
    /// <param name="limit">Time without a heartbeat after which the probe ends; <see cref="HeartbeatLimit"/> when null.</param>
    public static string Text(string nonce, TimeSpan interval, bool hangUp = true, TimeSpan? limit = null)
    {
        if (nonce.Length == 0 || !nonce.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("a nonce is letters and digits", nameof(nonce));
        }

        var seconds = Math.Max(1, (int)(limit ?? HeartbeatLimit).TotalSeconds);
        return $"{Body}_gp {nonce} {seconds} {(hangUp ? 1 : 0)} {(int)interval.TotalMilliseconds}; exit\n";
    }

    /// <summary>How the first line of the probe with this nonce begins; all before it is noise.</summary>
    public static byte[] ReadyMark(string nonce) => Encoding.ASCII.GetBytes($"\u001e@{nonce} ready ");

    [GeneratedRegex(@"^_rich=((?:[a-z_.,]+\\\n)*[a-z_.,]+)$", RegexOptions.Multiline)]
    private static partial Regex FieldsPattern();

    private static string Read()
    {
        using var stream = typeof(ProbeScript).Assembly.GetManifestResourceStream("probe.sh")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            var shown = line.TrimStart();
            if (shown.Length > 0 && shown[0] != '#')
            {
                text.Append(shown).Append('\n');
            }
        }

        return text.ToString();
    }
}
