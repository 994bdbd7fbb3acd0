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

    /// <summary>Whether this process was started by ssh to ask something.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 };

    /// <summary>Asks. Exit code 0 when there was an answer, 1 when not.</summary>
    /// <param name="arguments">ssh gives the prompt as the only one.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Environment.GetEnvironmentVariable(SocketVariable)!));
            using var stream = new NetworkStream(socket);
            var prompt = Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments is [var text, ..] ? text : ""));
            var request = $"{Environment.GetEnvironmentVariable(TokenVariable)} {Environment.GetEnvironmentVariable("SSH_ASKPASS_PROMPT")} {prompt}\n";
            stream.Write(Encoding.UTF8.GetBytes(request));
            return PrintAnswer(stream);
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            return 1;
        }
    }

    /// <summary>One byte 1, then the answer up to the end; nothing at all when there is none.</summary>
    private static int PrintAnswer(NetworkStream stream)
    {
        if (stream.ReadByte() != 1)
        {
            return 1;
        }

        using var output = Console.OpenStandardOutput();
        stream.CopyTo(output);
        output.WriteByte((byte)'\n');
        return 0;
    }
}
