using System.Net.Sockets;
using GpuTop.Ssh;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace GpuTop.Tests.Ssh;

/// <summary>Exceptions of the library lead to the failures that ssh's own messages lead to.</summary>
public sealed class ClientMessagesTests
{
    private static readonly SshDestination Destination = new("gpu01", "gpu01.lab.org", 2222, "alice");

    public static TheoryData<Exception, bool, FailureKind, string> Failures => new()
    {
        { Network(SocketError.ConnectionRefused), false, FailureKind.Refused, "connection refused (gpu01.lab.org port 2222)" },
        { Network(SocketError.TimedOut), false, FailureKind.TimedOut, "connection timed out" },
        { Network(SocketError.HostUnreachable), false, FailureKind.NoRoute, "no route to host" },
        { Network(SocketError.NetworkUnreachable), false, FailureKind.NoRoute, "the network is unreachable" },
        { Network(SocketError.HostNotFound), false, FailureKind.UnknownName, "the name gpu01.lab.org has no address" },
        { new SshOperationTimeoutException("late"), false, FailureKind.TimedOut, "the server did not answer in time" },
        { new SshOperationTimeoutException("late"), true, FailureKind.TimedOut, "the server did not answer in time" },
        {
            new SshConnectionException("An established connection was aborted by the server."), false, FailureKind.Throttled,
            "closed before it sent anything: too many connections at once, or no ssh server"
        },
        {
            new SshConnectionException("An established connection was aborted by the server."), true, FailureKind.Throttled,
            "the server closed the connection"
        },
        {
            new SshAuthenticationException("No suitable authentication method found to complete authentication (hostbased)."), true,
            FailureKind.Authentication, "permission denied (hostbased)"
        },
        {
            new SshConnectionException(
                "The connection was closed by the server: Too many authentication failures (ProtocolError).",
                DisconnectReason.ProtocolError),
            true, FailureKind.Authentication, "too many authentication failures: the agent offers too many keys"
        },
        {
            new SshConnectionException(
                "No matching client encryption algorithm (server offers 3des-cbc)", DisconnectReason.KeyExchangeFailed),
            true, FailureKind.Negotiation, "no cipher in common with the server"
        },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_has_the_words_of_ssh(Exception failure, bool hasReceived, FailureKind kind, string text)
    {
        var message = ClientMessages.OfLogin(failure, Destination, methods: null, hasReceived);

        var found = FailureClassifier.Classify(new AttemptEnd("gpu01", message, "", "", AttemptEnd.SshFailed, false, false));

        Assert.Equal((kind, text), (found.Kind, found.Text));
    }

    private static SocketException Network(SocketError error) => new((int)error);
}
