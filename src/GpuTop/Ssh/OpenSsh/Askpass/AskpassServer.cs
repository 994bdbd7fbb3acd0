using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Reactive.Disposables;
using System.Security.Cryptography;
using System.Text;
using GpuTop.Model;

namespace GpuTop.Ssh;

/// <summary>Receives the prompts of all ssh processes of this gputop from their askpass programs.</summary>
internal sealed class AskpassServer : IDisposable
{
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, PromptSource> _sources = new();
    private readonly PromptChannel _prompts;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private readonly string _helper;

    /// <param name="folder">The folder of the socket.</param>
    /// <param name="prompts">Receives the prompts.</param>
    public AskpassServer(SocketFolder folder, PromptChannel prompts)
    {
        _prompts = prompts;
        _path = Path.Combine(folder.Path, "a");
        _helper = HelperIn(folder);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>The environment of an ssh whose prompts come here.</summary>
    /// <exception cref="IOException">The askpass program is gone, as after an update of gputop: ssh would send empty passwords.</exception>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string token, OpenSshVersion version)
    {
        if (!File.Exists(_helper))
        {
            throw new IOException($"{_helper} is gone: restart gputop");
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

    /// <summary>Accepts prompts of one ssh process until the result is disposed after the login, which closes the open ones.</summary>
    /// <param name="server">The server's display name.</param>
    /// <param name="token">The token of its askpass programs.</param>
    /// <param name="opened">Receives true when a prompt opens and false when none is open any more.</param>
    /// <param name="cancel">Ends ssh after the given prompt was cancelled; completes when ssh is gone.</param>
    public IDisposable AcceptPrompts(string server, string token, Action<bool> opened, Func<PendingPrompt, Task> cancel)
    {
        var gone = new CancellationTokenSource();
        var count = 0;
        _sources[token] = new PromptSource(server, Count, cancel, gone.Token);
        return Disposable.Create(() =>
        {
            _sources.TryRemove(token, out _);
            gone.Cancel();
        });

        // The next prompt may arrive before the connection of the last one closes.
        void Count(bool isOpen)
        {
            lock (gone)
            {
                count += isOpen ? 1 : -1;
                opened(count > 0);
            }
        }
    }

    /// <summary>128 random bits, hexadecimal.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
            catch (Exception closed)
                when (closed is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptRetryDelay); // The client is gone, or no file descriptor is left.
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
            if ((await reader.ReadLineAsync())?.Split(' ') is [var token, var hint, var prompt]
                && _sources.TryGetValue(token, out var source))
            {
                await AskAsync(stream, source, hint, Encoding.UTF8.GetString(Convert.FromBase64String(prompt)));
            }
        }
        catch (Exception gone) when (gone is IOException or FormatException or OperationCanceledException)
        {
            // The askpass program was killed, or the client is another program.
        }
    }

    private async Task AskAsync(NetworkStream stream, PromptSource source, string hint, string prompt)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(source.Gone);
        PendingPrompt? question = null;
        question = new PendingPrompt(
            source.Server,
            PendingPrompt.KindOf(prompt, hint),
            FailureText.Clean(prompt),
            () => source.Cancel(question!),
            gone.Token,
            source.Gone);
        source.Opened(true);
        try
        {
            _prompts.Open(question);
            var helperGone = stream.ReadAsync(new byte[1], gone.Token).AsTask();
            if (await Task.WhenAny(question.AnswerAsync, helperGone) == question.AnswerAsync)
            {
                _prompts.CollectAfterLogin(question);
                await ReplyAsync(stream, question, gone.Token);
            }
        }
        finally
        {
            await gone.CancelAsync();
            source.Opened(false);
        }
    }

    private static async Task ReplyAsync(NetworkStream stream, PendingPrompt question, CancellationToken token)
    {
        if (await question.AnswerAsync is { } answer)
        {
            stream.WriteByte(AskpassClient.Yes);
            await stream.WriteAsync(answer, token);
            CryptographicOperations.ZeroMemory(answer);
        }
        else if (question.Kind == PromptKind.Confirm)
        {
            stream.WriteByte(AskpassClient.No);
        }
    }

    /// <summary>The binary of gputop, or a script that starts it where the process is <c>dotnet</c>.</summary>
    private static string HelperIn(SocketFolder folder)
    {
        if (OwnProgram.Words is [var binary])
        {
            return binary;
        }

        var script = Path.Combine(folder.Path, "askpass");
        File.WriteAllText(script, $"#!/bin/sh\nexec {ShellQuote.Join(OwnProgram.Words)} \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    private sealed record PromptSource(string Server, Action<bool> Opened, Func<PendingPrompt, Task> Cancel, CancellationToken Gone);
}
