using System.Collections.Immutable;
using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace GpuTop.Ssh;

/// <summary>One connection to each jump host, shared by all servers behind it: one login instead of one for each.</summary>
/// <remarks>Measured with 64 servers and sshd's defaults: none lost; with <c>-J</c> up to 20, as each makes a connection of its own to the jump.</remarks>
internal sealed class Jumps(Transport transport)
{
    /// <summary>A little longer than the servers behind it get: they then know by themselves that it was the network.</summary>
    private static readonly TimeSpan AnswerWithin = Clocks.AnswerWithin + TimeSpan.FromSeconds(0.2);

    private readonly Dictionary<string, JumpMaster> _masters = [];
    private readonly ISubject<string> _opened = Subject.Synchronize(new Subject<string>());

    /// <summary>The jump hosts just passed, as a user's configuration lists them: who failed for want of an answer there can go on. Hot.</summary>
    public IObservable<string> Opened => _opened;

    /// <summary>The socket of the connection to the last of the jumps, made when there is none; or why it could not be made. Both null without jumps.</summary>
    public Task<(string? Socket, Failure? Failure)> UseAsync(SshClient ssh, ImmutableArray<string> jumps, CancellationToken token) =>
        UseAsync(ssh, jumps, null, token);

    private async Task<(string? Socket, Failure? Failure)> UseAsync(
        SshClient ssh, ImmutableArray<string> jumps, JumpMaster? waiter, CancellationToken token)
    {
        if (jumps.IsEmpty)
        {
            return (null, null);
        }

        var key = string.Join(',', jumps);
        while (true)
        {
            JumpMaster? master;
            lock (_masters)
            {
                if (!_masters.TryGetValue(key, out master))
                {
                    // Not the caller's token: the others wait for it as well.
                    master = new JumpMaster(transport.Scheduler);
                    _masters.Add(key, master);
                    _ = transport.Track(RunAsync(ssh, jumps, master, key));
                }
                else if (waiter is not null && master.LeadsThrough(waiter))
                {
                    return (null, null); // A "Host *" leads a jump through itself, or two lead through each other.
                }

                waiter?.Through = master;
            }

            var opened = await master.Opened.WaitAsync(token);
            if (opened.Socket is null || await master.AnswersAsync(isDoubtful: false).WaitAsync(token))
            {
                return opened;
            }

            await master.Gone.WaitAsync(token);
        }
    }

    private async Task RunAsync(SshClient ssh, ImmutableArray<string> jumps, JumpMaster master, string key)
    {
        var failure = new Failure(FailureKind.Lost, "connection lost");
        try
        {
            failure = await ConnectAsync(ssh, jumps, master, key);
        }
        catch (Exception refusal) when (FailureText.IsOfThisMachine(refusal))
        {
            failure = FailureText.OfThisMachine(refusal);
        }
        finally
        {
            lock (_masters)
            {
                _masters.Remove(key);
            }

            master.End(failure.Jumps is null ? failure with { Text = $"jump host {jumps[^1]}: {failure.Text}", Jumps = key } : failure);
        }
    }

    private async Task<Failure> ConnectAsync(SshClient ssh, ImmutableArray<string> jumps, JumpMaster master, string key)
    {
        var jump = JumpHost.Parse(jumps[^1]);
        var (route, noRoute) = await ssh.RouteAsync(jump.Host, transport.Closing);
        if (route is null)
        {
            return noRoute!;
        }

        // Only the first of a chain has its own configured way.
        var (jumpSocket, noJump) = await UseAsync(ssh, jumps.Length > 1 ? jumps[..^1] : route.Jumps, master, transport.Closing);
        if (noJump is not null)
        {
            return noJump;
        }

        var ended = await Steps(ssh, jump, "jump host " + jumps[^1], route, jumpSocket, master)
            .WithClocks(transport.Wakings, transport.Arrivals, Observable.Never<Unit>(), transport.Scheduler)
            .Do(step =>
            {
                if (step is Step.Open)
                {
                    _opened.OnNext(key);
                }
            })
            .OfType<Step.Ended>()
            .FirstAsync();
        return ended.Failure;
    }

    private IObservable<Step> Steps(SshClient ssh, JumpHost jump, string name, Route route, string? jumpSocket, JumpMaster master) => Observable.Create<Step>((observer, token) =>
        transport.Track(RunMasterAsync(ssh, jump, name, route, jumpSocket, master, Observer.Synchronize(observer), token)));

    private async Task RunMasterAsync(
        SshClient ssh, JumpHost jump, string name, Route route, string? jumpSocket, JumpMaster master, IObserver<Step> steps, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token, transport.Closing);
        using var place = await transport.Gate.EnterAsync(route.FirstHop, stop.Token);
        var socket = transport.Folder.NextSocket();
        var secret = AskpassServer.NewToken();
        var child = Child.Start(
            ssh.Command.JumpMaster(jump, socket, route.ProxyCommand is not null, jumpSocket), transport.Askpass.EnvironmentOf(secret, ssh.Version));

        Question? unanswered = null;
        using var asking = transport.Askpass.Expect(
            name,
            secret,
            isOpen =>
            {
                if (isOpen)
                {
                    place.Dispose();
                }

                steps.OnNext(new Step.Asking(isOpen));
            },
            question =>
            {
                unanswered = question;
                child.Terminate();
                return child.ExitCodeAsync(CancellationToken.None);
            });

        var exitCode = 0;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using var doubts = new SingleAssignmentDisposable();
        var opened = false;
        try
        {
            steps.OnNext(new Step.Started());
            var exit = child.ExitCodeAsync(ended.Token);
            while (!exit.IsCompleted && !(opened = File.Exists(socket)))
            {
                await Task.WhenAny(exit, Task.Delay(TimeSpan.FromMilliseconds(40), ended.Token));
                ended.Token.ThrowIfCancellationRequested();
            }

            if (opened)
            {
                place.Dispose();
                asking.Dispose();
                master.Open(socket, () =>
                {
                    var answer = AnswersAsync(socket, child);
                    transport.Track(answer);
                    return answer;
                });
                doubts.Disposable = transport.Arrivals.Subscribe(_ => master.AnswersAsync(isDoubtful: true));
                steps.OnNext(new Step.Open());
            }

            await exit;
        }
        finally
        {
            await ended.CancelAsync();
            exitCode = await child.EndAsync(atOnce: true);
            File.Delete(socket);
        }

        var end = new AttemptEnd(jump.Host, child.Errors, "", exitCode, opened, WasReady: opened);
        steps.OnNext(new Step.Ended(unanswered is null ? FailureText.Classify(end) : FailureText.Unanswered(unanswered, jump.Host, end)));
    }

    /// <summary>Any answer is one, also that nothing may be led on; but not that of our own ssh, which finds no master any more.</summary>
    private async Task<bool> AnswersAsync(string socket, Child child)
    {
        var (exitCode, _, _) = await Child.RunAsync(SshCommand.TryForward(socket), AnswerWithin, transport.Closing);
        var isThere = exitCode is not null && File.Exists(socket);
        if (!isThere)
        {
            child.Terminate();
        }

        return isThere;
    }
}
