using System.Globalization;
using System.Text;
using GpuTop.Effects;
using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop;

/// <summary>Answers of commands on a server: sections tagged <c>r</c> and a request id, whose last line is <c>rc=N</c>.</summary>
internal static class CommandAnswers
{
    /// <summary>The message of an answer; null for any other section.</summary>
    public static Message? Of(string server, Section section)
    {
        var text = section.Text.Span;
        return section.Tag switch
        {
            // Tokens are secrets: only this message holds them, and it is never logged.
            "r" + JupyterCommand.Id => new Message.JupyterTold(server, JupyterList.Tokens(text)),
            ['r', Effect.InspectGpu.Mark, .. var digits] when IdOf(digits) is { } id => Inspected(server, id, text),
            ['r', .. var digits] when IdOf(digits) is { } id => id == Effect.NameAccounts.AnswerId
                ? new Message.ReadingReceived(server, Passwd.Read(text))
                : Answered(server, id, text),
            _ => null,
        };
    }

    private static int? IdOf(string digits) => int.TryParse(digits, NumberStyles.None, null, out var id) ? id : null;

    private static Message.Inspected Inspected(string server, int id, ReadOnlySpan<byte> text)
    {
        var detail = NvidiaXml.Read(text).FirstOrDefault();
        var words = detail is null ? DriverError.Words(text) : null;
        return new Message.Inspected(server, id, detail, words is { Length: > 0 } ? words : detail is null ? "no answer" : null);
    }

    private static Message.Answered Answered(string server, int id, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\n');
        var lastLine = text.LastIndexOf('\n') + 1;
        var exitCode = text.AsSpan(lastLine) is ['r', 'c', '=', .. var code] && int.TryParse(code, out var status) ? status : (int?)null;
        return new Message.Answered(server, id, exitCode is null ? text : text[..Math.Max(0, lastLine - 1)], exitCode);
    }
}
