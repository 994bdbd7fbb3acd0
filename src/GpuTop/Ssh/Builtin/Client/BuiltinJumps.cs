using System.Collections.Immutable;
using System.Reactive;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>One connection to each jump host, shared by all servers behind it.</summary>
/// <param name="context">What all connections share.</param>
/// <param name="login">Connects and logs in.</param>
/// <param name="destinationOf">The settings for a host, or the reason why they cannot be read.</param>
internal sealed class BuiltinJumps(
    ConnectionContext context,
    ClientLogin login,
    Func<string, CancellationToken, Task<(SshDestination? Destination, Failure? Failure)>> destinationOf)
{
    private static readonly TunnelTarget Nowhere = new("224.0.0.1", "224.0.0.1", 1);

    private readonly Dictionary<string, Jump> _jumps = [];
    private readonly Dictionary<string, Failure> _refusals = [];

    /// <summary>The connection to the last of the jumps, made when there is none, or its failure; both null without jumps.</summary>
    /// <param name="jumps">The hosts, first hop first.</param>
    /// <param name="request">The reason of the request.</param>
    /// <param name="token">Cancels.</param>
    public Task<(BuiltinClient? Client, Failure? Failure)> UseAsync(
        ImmutableArray<string> jumps, JumpRequest request, CancellationToken token) => UseAsync(jumps, request, [], token);

    private async Task<(BuiltinClient? Client, Failure? Failure)> UseAsync(
        ImmutableArray<string> jumps, JumpRequest request, ImmutableArray<string> waiting, CancellationToken token)
    {
        var key = string.Join(',', jumps);
        if (jumps.IsEmpty || waiting.Contains(key))
        {
            return (null, null); // A jump under "Host *" goes through itself.
        }

        while (true)
        {
            Jump? jump;
            lock (_jumps)
            {
                if (request.IsByUser)
                {
                    _refusals.Remove(key);
                }

                if (!_jumps.TryGetValue(key, out jump))
                {
                    if (_refusals.TryGetValue(key, out var refusal))
                    {
                        return (null, refusal); // Otherwise each server would repeat the failed login or the prompt.
                    }

                    // Not cancelled by the caller's token, as other servers share it.
                    jump = new Jump(Task.Run(() => OpenAsync(jumps, request, waiting.Add(key), context.Closing)));
                    _jumps.Add(key, jump);
                    _ = context.Track(jump.Opened);
                }
            }

            var (client, failure) = await jump.Opened.WaitAsync(token);
            if (client is null)
            {
                Forget(key, jump, failure);
                return (null, failure);
            }

            if (client.Loss is null && await AnswersAsync(client, token))
            {
                return (client, null);
            }

            Forget(key, jump, null);
            client.Dispose();
        }
    }

    private void Forget(string key, Jump jump, Failure? failure)
    {
        lock (_jumps)
        {
            if (_jumps.GetValueOrDefault(key) == jump)
            {
                _jumps.Remove(key);
            }

            if (failure is { IsRetried: false })
            {
                _refusals[key] = failure;
            }
        }
    }

    private async Task<(BuiltinClient? Client, Failure? Failure)> OpenAsync(
        ImmutableArray<string> jumps, JumpRequest request, ImmutableArray<string> waiting, CancellationToken token)
    {
        var key = string.Join(',', jumps);
        BuiltinClient? client = null;
        Failure? failure;
        try
        {
            (client, failure) = await ConnectAsync(jumps, request, waiting, token);
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            failure = MachineFailure.Of(refusal);
        }

        if (client is null)
        {
            return (null, failure!.Jumps is null ? failure with { Text = $"jump host {jumps[^1]}: {failure.Text}", Jumps = key } : failure);
        }

        context.ReportJump(key);
        token.Register(client.Dispose);
        return (client, null);
    }

    private async Task<(BuiltinClient? Client, Failure? Failure)> ConnectAsync(
        ImmutableArray<string> jumps, JumpRequest request, ImmutableArray<string> waiting, CancellationToken token)
    {
        var host = JumpHost.Parse(jumps[^1]);
        var (destination, unknown) = await destinationOf(host.Host, token);
        if (destination is null)
        {
            return (null, unknown);
        }

        destination = destination with
        {
            User = host.User ?? destination.User,
            Port = host.Port is { } port && int.TryParse(port, out var number) ? number : destination.Port,
        };

        // ssh applies the configured ProxyJump only to the first host of a chain.
        var (way, noWay) = await UseAsync(jumps.Length > 1 ? jumps[..^1] : destination.Jumps, request, waiting, token);
        if (noWay is not null)
        {
            return (null, noWay);
        }

        using var slot = await context.LoginLimiter.EnterAsync(destination.LoginLimitKey, token);
        using var prompts = new BuiltinLogin("jump host " + jumps[^1], context.Prompts, Observer.Create<ConnectionStep>(_ => { }), slot);
        var (client, _, failure) = await login.LogInAsync(destination, way, prompts, token);
        return (client, failure);
    }

    /// <summary>Whether the jump host answers: it refuses a connection to a multicast address at once, whatever it permits.</summary>
    private static async Task<bool> AnswersAsync(BuiltinClient client, CancellationToken token)
    {
        try
        {
            var before = client.Refusals.Newest;
            using var tunnel = await Task.Run(() => BuiltinTunnel.Open(client, Nowhere, connections: 1), token);
            using var socket = await tunnel.ConnectAsync(token);
            return await client.Refusals.AwaitAsync(before, ConnectionTimeouts.AnswerWithin, token) is not null;
        }
        catch (Exception gone) when (gone is SshException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private sealed record Jump(Task<(BuiltinClient? Client, Failure? Failure)> Opened);
}
