using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GpuTop.Probe;

/// <summary>The script of the probe, which is written to <c>sh -s</c> on a server.</summary>
public static partial class ProbeScript
{
    /// <summary>Time without a heartbeat after which the probe ends itself and its child processes; the client sends one every 3 s.
    /// After an outage of six seconds TCP delivers the next heartbeat 9 to 11 s after the last, since its retries back off.</summary>
    public static readonly TimeSpan HeartbeatLimit = TimeSpan.FromSeconds(13);

    private static readonly string Body = Read();

    /// <summary>The fields of the largest query of <c>nvidia-smi --query-gpu</c>.</summary>
    public static ImmutableArray<string> Fields { get; } =
        [.. FieldsPattern().Match(Body).Groups[1].Value.Replace("\\\n", "", StringComparison.Ordinal).Split(',')];

    /// <summary>A random word that marks the first line of the probe, so that output of rc files cannot be mistaken for it.</summary>
    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The script, without comments, with its call and a final newline; the shell reads all of it before it runs.</summary>
    /// <param name="nonce">Letters and digits, new for each connection.</param>
    /// <param name="interval">Time between two samples of the GPUs; later changed by the order <c>i MILLISECONDS</c>.</param>
    /// <param name="hangUp">Whether the probe ends its parent <c>sshd</c> process when it loses its client, which frees tunnels and
    /// attached terminals after a network outage. False for a connection that gputop does not own.</param>
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

    /// <summary>The start of the probe's first line with this nonce; earlier output is noise.</summary>
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
            var code = line.TrimStart();
            if (code.Length > 0 && code[0] != '#')
            {
                text.Append(code).Append('\n');
            }
        }

        return text.ToString();
    }
}
