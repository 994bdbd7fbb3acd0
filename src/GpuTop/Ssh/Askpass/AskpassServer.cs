using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Security.Cryptography;
using System.Text;
using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>Takes the prompts of all ssh processes of this gputop, by the helpers they start.</summary>
internal sealed class AskpassServer : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Until nothing that is at work holds an answer any more.</summary>
    private static readonly TimeSpan UntilLetGo = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Asker> _askers = new();
    private readonly Subject<PendingPrompt> _questions = new();
    private readonly Subject<Unit> _loginsEnded = new();
    private readonly IDisposable _forgetting;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private readonly string _helper;

    /// <param name="folder">For the socket.</param>
    /// <param name="scheduler">The clock.</param>
    public AskpassServer(SocketFolder folder, IScheduler scheduler)
    {
        _forgetting = _loginsEnded.Synchronize().Throttle(UntilLetGo, scheduler).Subscribe(_ => Forget());
        _path = Path.Combine(folder.Path, "a");
        _helper = HelperIn(folder);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Hot; any thread, one at a time. Without a subscriber every prompt that wants an answer is cancelled.</summary>
    public IObservable<PendingPrompt> Questions => _questions;

    /// <summary>What ssh must find in its environment so that it asks here.</summary>
    /// <exception cref="IOException">The helper is gone, as after an update of gputop: ssh would send empty passwords in its place.</exception>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string token, OpenSshVersion version)
    {
        if (!File.Exists(_helper))
        {
            throw new IOException($"{_helper} is gone: start gputop anew");
        }

        var variables = new Dictionary<string, string>
        {
            ["SSH_ASKPASS"] = _helper,
            ["SSH_ASKPASS_REQUIRE"] = "force",
            [AskpassClient.SocketVariable] = _path,
            [AskpassClient.TokenVariable] = token,
        };

        if (!version.HasAskpassRequire)
        {
            variables["DISPLAY"] = Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } display ? display : ":0";
        }

        return variables;
    }

    /// <summary>Expects prompts of one ssh process until the result is disposed, which withdraws those that are open: once the login is over.</summary>
    /// <param name="server">Who asks, for the user.</param>
    /// <param name="token">What its helpers will show.</param>
    /// <param name="opened">A prompt waits (true), or does no longer (false).</param>
    /// <param name="cancel">Ends ssh; told the prompt that was not answered. Done when ssh is gone.</param>
    public IDisposable Expect(string server, string token, Action<bool> opened, Func<PendingPrompt, Task> cancel)
    {
        var gone = new CancellationTokenSource();
        var count = 0;
        _askers[token] = new Asker(server, OneMore, cancel, gone.Token);
        return Disposable.Create(() =>
        {
            _askers.TryRemove(token, out _);
            gone.Cancel();
        });

        // The helper of the next prompt may be here before that of the last has gone.
        void OneMore(bool isOpen)
        {
            lock (gone)
            {
                count += isOpen ? 1 : -1;
                opened(count > 0);
            }
        }
    }

    /// <summary>A token that nobody guesses.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public void Dispose()
    {
        _listener.Dispose();
        _forgetting.Dispose();
        _questions.OnCompleted();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenTries); // The helper has gone, or no more files can be open: the next prompt may have more luck.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        if (Posix.PeerUserId(socket) is { } user && user != Posix.UserId && user != 0)
        {
            return;
        }

        try
        {
            using var reader = new StreamReader(stream, leaveOpen: true);
            if ((await reader.ReadLineAsync())?.Split(' ') is [var token, var hint, var prompt] && _askers.TryGetValue(token, out var asker))
            {
                await AskAsync(stream, asker, hint, Encoding.UTF8.GetString(Convert.FromBase64String(prompt)));
            }
        }
        catch (Exception gone) when (gone is IOException or FormatException or OperationCanceledException)
        {
            // The helper was killed, or is none of ours.
        }
    }

    private async Task AskAsync(NetworkStream stream, Asker asker, string hint, string prompt)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(asker.Gone);
        PendingPrompt? question = null;
        question = new PendingPrompt(asker.Server, PendingPrompt.KindOf(prompt, hint), FailureClassifier.Clean(prompt), () => asker.Cancel(question!), gone.Token, asker.Gone);
        asker.Opened(true);
        try
        {
            if (_questions.HasObservers)
            {
                lock (_questions)
                {
                    _questions.OnNext(question);
                }
            }
            else if (question.Kind != QuestionKind.Notice)
            {
                question.Cancel();
            }

            var helperGone = stream.ReadAsync(new byte[1], gone.Token).AsTask();
            if (await Task.WhenAny(question.AnswerAsync, helperGone) == question.AnswerAsync)
            {
                asker.Gone.Register(() => _loginsEnded.OnNext(Unit.Default));
                await ReplyAsync(stream, question, gone.Token);
            }
        }
        finally
        {
            await gone.CancelAsync();
            asker.Opened(false);
        }
    }

    /// <summary>What was typed or pasted stood in strings that nobody holds any more. A program that allocates as little as this would leave
    /// them in memory for hours.</summary>
    private static void Forget() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static async Task ReplyAsync(NetworkStream stream, PendingPrompt question, CancellationToken token)
    {
        if (await question.AnswerAsync is { } answer)
        {
            stream.WriteByte(AskpassClient.Yes);
            await stream.WriteAsync(answer, token);
            CryptographicOperations.ZeroMemory(answer);
        }
        else if (question.Kind == QuestionKind.Confirm)
        {
            stream.WriteByte(AskpassClient.No);
        }
    }

    /// <summary>Our own binary; where that is the general <c>dotnet</c>, a script that starts it with our program.</summary>
    private static string HelperIn(SocketFolder folder)
    {
        var program = typeof(AskpassServer).Assembly.GetName().Name!;
        if (Environment.ProcessPath is { } path && Path.GetFileName(path) == program)
        {
            return path;
        }

        var script = Path.Combine(folder.Path, "askpass");
        var library = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        File.WriteAllText(script, $"#!/bin/sh\nexec {ShellQuote.Join([Environment.ProcessPath ?? "dotnet", library])} \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    private sealed record Asker(string Server, Action<bool> Opened, Func<PendingPrompt, Task> Cancel, CancellationToken Gone);
}
