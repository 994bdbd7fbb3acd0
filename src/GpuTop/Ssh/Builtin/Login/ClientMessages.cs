using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace GpuTop.Ssh;

/// <summary>The messages that ssh would print for the failures of the library, so that one classifier finds the reason for both
/// clients.</summary>
internal static partial class ClientMessages
{
    /// <summary>The message for a failed connection or login; several lines where ssh prints several.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="destination">The settings of the host.</param>
    /// <param name="methods">The login methods that the server last named; null before.</param>
    /// <param name="hasReceived">Whether the server sent anything.</param>
    public static string OfLogin(Exception failure, SshDestination destination, string? methods, bool hasReceived)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{destination.HostName} port {destination.Port}");
        return failure switch
        {
            SocketException network when !IsEnd(network) => OfNetwork(network, destination.HostName, place),
            SshAuthenticationException refused =>
                $"{destination.User}@{destination.HostName}: Permission denied ({methods ?? InParentheses(refused.Message)}).",
            SshOperationTimeoutException when hasReceived => $"Connection to {place} timed out",
            SshOperationTimeoutException => "Connection timed out during banner exchange",
            SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } mismatch
                when Mismatch().Match(mismatch.Message) is { Success: true } match =>
                $"Unable to negotiate with {place}: no matching {WordOf(match.Groups[1].Value)} found. "
                    + $"Their offer: {match.Groups[2].Value}",
            SshConnectionException closed when ServerReason().Match(closed.Message) is { Success: true } match =>
                $"Received disconnect from {place}:{(int)closed.DisconnectReason}: {match.Groups[1].Value}",
            _ when !hasReceived =>
                $"kex_exchange_identification: Connection closed by remote host\nConnection closed by {place}",
            SshConnectionException or SocketException or ProxyException => $"Connection closed by {place}",
            _ => failure.Message,
        };
    }

    /// <summary>The messages for a jump host that did not connect to the server.</summary>
    /// <param name="reason">See <see cref="TunnelRefusal.Reason"/>.</param>
    public static string OfJump(string reason) => $"channel 0: open failed: {reason}\nConnection closed by UNKNOWN port 65535";

    /// <summary>The message for the end of a live connection.</summary>
    public static string OfLoss(Exception? loss, string host) => loss switch
    {
        null => "",
        _ when loss.InnerException is SocketException or IOException => $"Read from remote host {host}: {loss.InnerException.Message}",
        _ => $"Connection to {host} closed by remote host.",
    };

    /// <summary>The messages for a host key that is not trusted.</summary>
    /// <param name="verdict">The judgement; of a known key it is not called.</param>
    /// <param name="check">The server's key.</param>
    /// <param name="name">The host's name in the known_hosts files.</param>
    public static string OfHostKey(HostKeyVerdict verdict, HostKeyCheck check, string name) => verdict.Trust switch
    {
        HostKeyTrust.Revoked => "@       WARNING: REVOKED HOST KEY DETECTED!               @\nHost key verification failed.",
        HostKeyTrust.Changed =>
            "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n"
            + $"Offending {check.TypeName} key in {verdict.Place}\n"
            + $"Host key for {name} has changed and you have requested strict checking.\nHost key verification failed.",
        _ => "Host key verification failed.",
    };

    private static bool IsEnd(SocketException failure) =>
        failure.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    private static string OfNetwork(SocketException failure, string host, string place) => failure.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            $"ssh: Could not resolve hostname {host}: {failure.Message}",
        SocketError.ConnectionRefused => $"ssh: connect to host {place}: Connection refused",
        SocketError.TimedOut => $"ssh: connect to host {place}: Connection timed out",
        SocketError.HostUnreachable => $"ssh: connect to host {place}: No route to host",
        SocketError.NetworkUnreachable => $"ssh: connect to host {place}: Network is unreachable",
        _ => $"ssh: connect to host {place}: {failure.Message}",
    };

    private static string InParentheses(string message) =>
        message.IndexOf('(') is >= 0 and var from && message.LastIndexOf(')') is var to && to > from ? message[(from + 1)..to] : "";

    private static string WordOf(string what) => what switch
    {
        "host key" => "host key type",
        _ when what.EndsWith("encryption", StringComparison.Ordinal) => "cipher",
        _ when what.EndsWith("MAC", StringComparison.Ordinal) => "MAC",
        _ when what.EndsWith("compression", StringComparison.Ordinal) => "compression",
        _ => "key exchange method",
    };

    [GeneratedRegex(@"^No matching (.*?) algorithm \(server offers (.*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Mismatch();

    [GeneratedRegex(@"^The connection was closed by the server: (.*) \(\w+\)\.$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex ServerReason();
}
