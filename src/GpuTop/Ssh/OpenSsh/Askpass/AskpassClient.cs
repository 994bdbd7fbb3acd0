using System.Net.Sockets;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>gputop as the askpass program of ssh: sends the prompt to the gputop that started ssh, and prints the answer.</summary>
/// <remarks>
/// It never reads standard input, which carries the probe or a jump's data. It shares standard error with ssh, so it must not outlive
/// ssh: it ends as soon as the socket closes.
/// </remarks>
public static class AskpassClient
{
    internal const string SocketVariable = "GPUTOP_ASKPASS_SOCK";
    internal const string TokenVariable = "GPUTOP_ASKPASS_TOKEN";

    /// <summary>First byte of the reply, before the answer; the socket closes without a reply when there is no answer.</summary>
    internal const byte Yes = 1;
    internal const byte No = 2;

    private const int Self = 0;

    /// <summary>Whether ssh started this process for a prompt.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 };

    /// <summary>Handles the prompt; exit code 0 with an answer, 1 without.</summary>
    /// <param name="arguments">The prompt is the only one.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var ssh = Posix.ParentId;
        var hint = Environment.GetEnvironmentVariable("SSH_ASKPASS_PROMPT");
        var reply = Ask(arguments is [var text, ..] ? text : "", hint);

        // Without an answer ssh sends an empty password. gputop ends its own ssh first, but not one that a user's proxy command started,
        // nor any after gputop was killed. A notice needs no answer. The process that adopts an orphan (init, or systemd of the user) is in
        // another session and must not be signalled.
        if (reply is null && hint != "none" && Posix.ParentId == ssh && Posix.SessionOf(ssh) == Posix.SessionOf(Self))
        {
            Posix.Terminate(ssh);
        }

        return reply == Yes ? 0 : 1;
    }

    /// <summary>Prints the answer; the reply byte, null without one.</summary>
    private static int? Ask(string text, string? hint)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Environment.GetEnvironmentVariable(SocketVariable)!));
            using var stream = new NetworkStream(socket);
            var prompt = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            var request = $"{Environment.GetEnvironmentVariable(TokenVariable)} {hint} {prompt}\n";
            stream.Write(Encoding.UTF8.GetBytes(request));
            var reply = stream.ReadByte();
            if (reply == Yes)
            {
                using var output = Console.OpenStandardOutput();
                stream.CopyTo(output);
                output.WriteByte((byte)'\n');
            }

            return reply is Yes or No ? reply : null;
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            return null;
        }
    }
}
