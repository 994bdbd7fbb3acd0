using System.Net.Sockets;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>gputop as the helper that ssh starts for a prompt: passes it on to the gputop that started ssh, and prints the answer.</summary>
/// <remarks>
/// Never reads standard input: that is the probe's, or a jump's data. Its standard error is ssh's, so it must not outlive ssh:
/// it ends as soon as the socket does.
/// </remarks>
public static class AskpassClient
{
    internal const string SocketVariable = "GPUTOP_ASKPASS_SOCK";
    internal const string TokenVariable = "GPUTOP_ASKPASS_TOKEN";

    /// <summary>What comes back: nothing when there is no answer, else one of these and after the first the answer.</summary>
    internal const byte Yes = 1;
    internal const byte No = 2;

    private const int Self = 0;

    /// <summary>Whether this process was started by ssh to ask something.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 };

    /// <summary>Asks. Exit code 0 when there was an answer, 1 when not.</summary>
    /// <param name="arguments">ssh gives the prompt as the only one.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var asker = Posix.ParentId;
        var hint = Environment.GetEnvironmentVariable("SSH_ASKPASS_PROMPT");
        var reply = Ask(arguments is [var text, ..] ? text : "", hint);

        // ssh would send an empty password in place of the answer. Ours was ended before, but not one that a proxy command of the user's
        // started, nor any when gputop was killed. A notice wants no answer. Who got the orphan of an ssh that is gone already, the first
        // process or a user's systemd, is in another session.
        if (reply is null && hint != "none" && Posix.ParentId == asker && Posix.SessionOf(asker) == Posix.SessionOf(Self))
        {
            Posix.Terminate(asker);
        }

        return reply == Yes ? 0 : 1;
    }

    /// <summary>Prints the answer; null when there is none.</summary>
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
