using System.Collections.Immutable;
using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace GpuTop.Ssh;

/// <summary>One connection to each jump host, shared by all servers behind it: one login instead of one for each server.</summary>
/// <remarks>Measured with 64 servers and sshd's defaults: none lost; with <c>-J</c> up to 20, as each connects to the jump
/// itself.</remarks>
/// <param name="context">What all connections share.</param>
/// <param name="folder">The folder of their control sockets.</param>
/// <param name="askpass">Receives their prompts.</param>
internal sealed class JumpConnections(ConnectionContext context, SocketFolder folder, AskpassServer askpass)
{
    /// <summary>A little longer than the limit of the servers behind it, so that these report the network failure first.</summary>
    private static readonly TimeSpan AnswerWithin = ConnectionTimeouts.AnswerWithin + TimeSpan.FromSeconds(0.2);

    private readonly Dictionary<string, JumpConnection> _connections = [];
    private readonly Dictionary<string, Failure> _refusals = [];

    /// <summary>The connection to the last of the jumps, made when there is none, or its failure; both null without jumps.</summary>
    /// <param name="ssh">The client.</param>
    /// <param name="route">The route to a server.</param>
    /// <param name="request">The reason of the request.</param>
    /// <param name="token">Cancels.</param>
    public Task<(JumpConnection? Master, Failure? Failure)> UseAsync(
        OpenSshClient ssh, SshRoute route, JumpRequest request, CancellationToken token) =>
        UseAsync(ssh, route.Jumps, request, null, token);

    private async Task<(JumpConnection? Master, Failure? Failure)> UseAsync(
        OpenSshClient ssh, ImmutableArray<string> jumps, JumpRequest request, JumpConnection? waiter, CancellationToken token)
    {
        if (jumps.IsEmpty)
        {
            return (null, null);
        }

        var key = string.Join(',', jumps);
        while (true)
        {
            JumpConnection? master;
            lock (_connections)
            {
                if (!_connections.TryGetValue(key, out master))
                {
                    if (request.IsByUser)
                    {
                        _refusals.Remove(key);
                    }
                    else if (_refusals.TryGetValue(key, out var refusal))
                    {
                        return (null, refusal); // Otherwise each server would repeat the failed login or the prompt.
                    }

                    // Not cancelled by the caller's token, as other servers share it.
                    master = new JumpConnection(context.Scheduler);
                    _connections.Add(key, master);
                    _ = context.Track(RunAsync(ssh, jumps, request, master, key));
                }
                else if (waiter is not null && master.LeadsThrough(waiter))
                {
                    return (null, null); // A jump under "Host *" goes through itself, or two go through each other.
                }

                waiter?.Through = master;
            }

            if (await master.Opened.WaitAsync(token) is { } failure)
            {
                return (null, failure);
            }

            // A connection made after the silence is not affected.
            var isDoubtful = request.SilentAt > master.OpenedAt;
            if (await master.AnswersAsync(isDoubtful).WaitAsync(token))
            {
                return (master, null);
            }

            if (!isDoubtful && File.Exists(master.Socket))
            {
                return (null, new Failure(FailureKind.TimedOut, $"jump host {jumps[^1]}: no answer at the moment") { Jumps = key });
            }

            await master.Gone.WaitAsync(token);
        }
    }

    private async Task RunAsync(OpenSshClient ssh, ImmutableArray<string> jumps, JumpRequest request, JumpConnection master, string key)
    {
        var failure = new Failure(FailureKind.Lost, "connection lost");
        try
        {
            failure = await ConnectAsync(ssh, jumps, request, master, key);
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            failure = MachineFailure.Of(refusal);
        }
        finally
        {
            failure = failure.Jumps is null ? failure with { Text = $"jump host {jumps[^1]}: {failure.Text}", Jumps = key } : failure;
            lock (_connections)
            {
                _connections.Remove(key);
                if (!failure.IsRetried)
                {
                    _refusals[key] = failure;
                }
            }

            master.End(failure);
        }
    }

    private async Task<Failure> ConnectAsync(
        OpenSshClient ssh, ImmutableArray<string> jumps, JumpRequest request, JumpConnection master, string key)
    {
        var jump = JumpHost.Parse(jumps[^1]);
        var (route, noRoute) = await ssh.RouteAsync(jump.Host, context.Closing);
        if (route is null)
        {
            return noRoute!;
        }

        // ssh applies the configured ProxyJump only to the first host of a chain.
        var (way, noWay) = await UseAsync(ssh, jumps.Length > 1 ? jumps[..^1] : route.Jumps, request, master, context.Closing);
        if (noWay is not null)
        {
            return noWay;
        }

        var ended = await Steps(ssh, jump, "jump host " + jumps[^1], route, way, master)
            .WithTimeouts(context.WakeUps, context.NewAddresses, Observable.Never<Unit>(), context.Scheduler)
            .Do(step =>
            {
                if (step is ConnectionStep.Open)
                {
                    ClearRefusals(key);
                    context.ReportJump(key);
                }
            })
            .OfType<ConnectionStep.Ended>()
            .FirstAsync();
        return ended.Failure;
    }

    private void ClearRefusals(string opened)
    {
        lock (_connections)
        {
            foreach (var (key, refusal) in _refusals)
            {
                if (refusal.Jumps == opened)
                {
                    _refusals.Remove(key);
                }
            }
        }
    }

    private IObservable<ConnectionStep> Steps(
        OpenSshClient ssh, JumpHost jump, string name, SshRoute route, JumpConnection? way, JumpConnection master) =>
        Observable.Create<ConnectionStep>((observer, token) =>
            context.Track(RunMasterAsync(ssh, jump, name, route, way, master, Observer.Synchronize(observer), token)));

    private async Task RunMasterAsync(
        OpenSshClient ssh,
        JumpHost jump,
        string name,
        SshRoute route,
        JumpConnection? way,
        JumpConnection master,
        IObserver<ConnectionStep> steps,
        CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token, context.Closing);
        using var slot = await context.LoginLimiter.EnterAsync(route.LoginLimitKey, stop.Token);
        using var login = new LoginAttempt(folder, askpass, name, way, slot);
        using var log = new SshLog(login.Socket);
        var child = ChildProcess.Start(
            ssh.Command.JumpMaster(jump, login.Socket, route.ProxyCommand is not null, way?.Socket), login.EnvironmentOf(ssh.Version));
        login.AcceptPrompts(steps, () =>
        {
            child.Terminate();
            return child.ExitCodeAsync(CancellationToken.None);
        });

        var exitCode = 0;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var addressSubscription = new SingleAssignmentDisposable();
        var opened = false;
        try
        {
            steps.OnNext(new ConnectionStep.Started());
            var exit = child.ExitCodeAsync(ended.Token);
            while (!exit.IsCompleted && !(opened = File.Exists(login.Socket)))
            {
                await Task.WhenAny(exit, Task.Delay(TimeSpan.FromMilliseconds(40), ended.Token));
                ended.Token.ThrowIfCancellationRequested();
            }

            if (opened)
            {
                login.Dispose();
                master.Open(child, log, login.Socket, () =>
                {
                    var answer = AnswersAsync(login.Socket);
                    context.Track(answer);
                    return answer;
                });
                addressSubscription.Disposable = context.NewAddresses
                    .Subscribe(_ => context.Track(master.AnswersAsync(isDoubtful: true)));
                steps.OnNext(new ConnectionStep.Open());
            }

            await exit;
        }
        finally
        {
            await ended.CancelAsync();
            exitCode = await child.EndAsync(atOnce: true);
            File.Delete(login.Socket);
        }

        var end = new AttemptEnd(jump.Host, log.Text, child.Errors, "", exitCode, opened, WasReady: opened);
        steps.OnNext(new ConnectionStep.Ended(await login.FailureAsync(end, stop.Token)));
    }

    /// <summary>Whether the jump host answers; a prohibited forward counts, the local error of a missing master does not.</summary>
    private async Task<bool> AnswersAsync(string socket)
    {
        var (exitCode, _, _) = await ChildProcess.RunAsync(OpenSshCommands.Ping(socket), AnswerWithin, context.Closing);
        return exitCode is not null && File.Exists(socket);
    }
}

/// <summary>The reason of a request for a jump connection.</summary>
/// <param name="SilentAt">Time at which a server behind it fell silent, so that the connection may be dead; null otherwise.</param>
/// <param name="IsByUser">Whether the user requested it, so that an earlier refusal does not count.</param>
internal readonly record struct JumpRequest(DateTimeOffset? SilentAt, bool IsByUser);
