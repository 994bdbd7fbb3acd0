using System.Collections.Concurrent;
using System.Net.Sockets;
using GpuTop.Model;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>Connects and logs in; asks about unknown host keys and remembers those that were accepted.</summary>
internal sealed class ClientLogin
{
    private readonly ConcurrentDictionary<string, byte[]> _accepted = new();

    /// <summary>Connects until the host key is accepted and the login has an end: a client, and perhaps a warning for the user, or the
    /// failure.</summary>
    /// <param name="destination">The settings of the host.</param>
    /// <param name="jump">The connection to its jump host; null without one.</param>
    /// <param name="login">Receives prompts and messages.</param>
    /// <param name="token">Cancels.</param>
    public async Task<(BuiltinClient? Client, string? Warning, Failure? Failure)> LogInAsync(
        SshDestination destination, BuiltinClient? jump, BuiltinLogin login, CancellationToken token)
    {
        string? warning = null;
        while (true)
        {
            var known = KnownHosts.Read([.. destination.UserKnownHostsFiles, .. destination.GlobalKnownHostsFiles], destination.KnownName);
            var check = new HostKeyCheck(destination, known, _accepted.GetValueOrDefault(destination.KnownName));
            var refusals = jump?.Refusals.Newest ?? 0;
            BuiltinClient? client = null;
            try
            {
                client = await ConnectAsync(destination, jump, login, check, token);
                await client.ConnectAsync(token);
                return (client, warning, null);
            }
            catch (Exception failure)
                when (failure is SshException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                client?.Dispose();
                token.ThrowIfCancellationRequested();
                if (login.Unanswered is { } prompt)
                {
                    return (null, null, SessionFailure.Unanswered(prompt, destination.Host, EndOf(destination, login, "")));
                }

                if (check.Verdict is not { Trust: not HostKeyTrust.Known } verdict)
                {
                    var hasReceived = client?.HasReceived == true;
                    var refusal = jump is null || hasReceived ? null : await jump.Refusals.AwaitAsync(refusals, token);
                    var message = refusal is null
                        ? ClientMessages.OfLogin(failure, destination, login.Methods, hasReceived)
                        : ClientMessages.OfJump(refusal.Reason);
                    return (null, null, FailureClassifier.Classify(EndOf(destination, login, message)));
                }

                if (verdict.Trust != HostKeyTrust.Unknown || !await IsAcceptedAsync(destination, check, login))
                {
                    var end = EndOf(destination, login, ClientMessages.OfHostKey(verdict, check, destination.KnownName));
                    return (null, null, login.Unanswered is { } cancelled
                        ? SessionFailure.Unanswered(cancelled, destination.Host, end)
                        : FailureClassifier.Classify(end));
                }

                warning = Accept(destination, check);
            }
        }
    }

    private static async Task<BuiltinClient> ConnectAsync(
        SshDestination destination, BuiltinClient? jump, BuiltinLogin login, HostKeyCheck check, CancellationToken token)
    {
        if (jump is null)
        {
            var direct = await ServerSocket.ConnectAsync(destination.HostName, destination.Port, token);
            return BuiltinClient.Over(direct, null, destination, login, check);
        }

        var target = new TunnelTarget(destination.HostName, destination.HostName, destination.Port);
        var tunnel = await Task.Run(() => BuiltinTunnel.Open(jump, target, connections: 1), token);
        try
        {
            return BuiltinClient.Over(await tunnel.ConnectAsync(token), tunnel, destination, login, check);
        }
        catch
        {
            tunnel.Dispose();
            throw;
        }
    }

    // Between two connections: the library limits the time of the judgement.
    private static async Task<bool> IsAcceptedAsync(SshDestination destination, HostKeyCheck check, BuiltinLogin login) =>
        destination.UnknownHostKeys == UnknownHostKeyPolicy.Accept
        || (destination.UnknownHostKeys == UnknownHostKeyPolicy.Ask
            && check.IsAccepted(await login.AskAsync(PromptKind.HostKey, check.Question)));

    private static AttemptEnd EndOf(SshDestination destination, BuiltinLogin login, string message) =>
        new(destination.Host, $"{login.Messages}{message}\n", login.ServerText, "", AttemptEnd.SshFailed, false, false)
        {
            WasAsked = login.WasAsked,
        };

    /// <summary>Writes a key that the user accepted; a problem of the file is returned, and the key counts for this run.</summary>
    private string? Accept(SshDestination destination, HostKeyCheck check)
    {
        _accepted[destination.KnownName] = check.Key;
        if (destination.UserKnownHostsFiles is not [var file, ..])
        {
            return null;
        }

        try
        {
            KnownHosts.Append(file, KnownHosts.LineFor(destination.KnownName, destination.HashesKnownHosts, check.Type, check.Key));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"the host key was not added to {file}: {FailureText.Clean(error.Message)}";
        }
    }
}
