using System.Buffers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace GpuTop.Ssh;

/// <summary>Runs a script on a terminal of the server, connected to the user's terminal.</summary>
/// <remarks>The library gives a terminal only together with a login shell, so that a loader is typed into it, unseen.</remarks>
internal static class BuiltinTerminal
{
    private const byte Interrupt = 3; // Ctrl-C

    /// <summary>Interval of the checks for a new size and for the end.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the script to its end. Cancelling closes the remote terminal.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="script">For the server's <c>sh</c>.</param>
    /// <param name="terminal">The user's terminal.</param>
    /// <param name="token">Cancels.</param>
    public static async Task<TerminalEnd> RunAsync(BuiltinClient client, string script, IUserTerminal terminal, CancellationToken token)
    {
        ShellStream shell;
        try
        {
            shell = await Task.Run(() => client.Terminal(terminal.Size), token);
        }
        catch (SshException refused) when (refused.Message.Contains("pseudo-terminal", StringComparison.Ordinal))
        {
            return new TerminalEnd(null, "the server gives no terminal (PermitTTY no in its sshd_config)");
        }
        catch (Exception refused) when (refused is SshException or SocketException or ObjectDisposedException)
        {
            return new TerminalEnd(null);
        }

        using var raw = terminal.MakeRaw();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        var marks = new TerminalMarks(RandomNumberGenerator.GetHexString(12, lowercase: true));
        await using var closing = ended.Token.Register(() => Task.Run(shell.Dispose));
        var output = Run(() => Show(shell, marks, Encoding.UTF8.GetBytes(script), terminal), ended);
        var input = Run(() => Type(shell, marks, terminal, ended.Token), ended);
        await Task.WhenAll(output, input);
        return new TerminalEnd(marks.ExitCode);
    }

    // On a thread of its own; the end of one direction is the end of both.
    private static Task Run(Action pump, CancellationTokenSource ended) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                pump();
            }
            catch (Exception closed) when (closed is IOException or SshException or SocketException or ObjectDisposedException)
            {
                // The terminal or the connection is gone.
            }

            ended.Cancel();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static void Show(ShellStream shell, TerminalMarks marks, byte[] script, IUserTerminal terminal)
    {
        shell.Write($" exec {LoginShellEncoding.Command(marks.Loader(script.Length))}\r");
        var wasReady = false;
        var buffer = new byte[16 * 1024];
        var shown = new ArrayBufferWriter<byte>(buffer.Length);
        while (marks.ExitCode is null && shell.Read(buffer.AsSpan()) is > 0 and var count)
        {
            marks.Read(buffer.AsSpan(0, count), shown);
            if (marks.IsReady && !wasReady)
            {
                wasReady = true;
                shell.Write(script.AsSpan());
                shell.Flush();
            }

            terminal.Write(shown.WrittenSpan);
            shown.ResetWrittenCount();
        }
    }

    private static void Type(ShellStream shell, TerminalMarks marks, IUserTerminal terminal, CancellationToken ended)
    {
        var size = terminal.Size;
        Span<byte> keys = stackalloc byte[1024];
        while (!ended.IsCancellationRequested)
        {
            var count = terminal.Read(keys, PollInterval);
            if (count == 0 || (!marks.HasStarted && count > 0 && keys[..count].Contains(Interrupt)))
            {
                return; // The terminal is closed, or the user does not wait for the login shell.
            }

            if (count > 0 && marks.HasStarted)
            {
                shell.Write(keys[..count]);
                shell.Flush();
            }

            keys.Clear(); // It may have been a secret.
            if (terminal.Size is var now && now != size && now.Width > 0)
            {
                size = now;
                shell.ChangeWindowSize((uint)size.Width, (uint)size.Height, 0, 0);
            }
        }
    }
}
