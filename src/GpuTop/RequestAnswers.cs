using System.Globalization;
using GpuTop.Effects;
using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop;

/// <summary>Answers of commands on a server: sections with the tags of <see cref="RequestCommands"/>, whose last line is
/// <c>rc=N</c>.</summary>
internal static class RequestAnswers
{
    /// <summary>The message of an answer; null for any other section.</summary>
    public static Message? Of(string server, Section section)
    {
        var text = section.Text;
        return section.Tag switch
        {
            ['r', RequestCommands.Xml, .. var digits] when IdOf(digits) is { } id => GpuInspected(server, id, text),
            ['r', RequestCommands.Accounts, .. var digits] when IdOf(digits) is { } id =>
                new Message.AccountsFound(server, id, Passwd.Read(text)),
            // Tokens are secrets: only this message holds them, and it is never logged.
            ['r', RequestCommands.Jupyter, .. var digits] when IdOf(digits) is { } id =>
                new Message.JupyterTokensReceived(server, id, JupyterTokens.Tokens(text)),
            ['r', RequestCommands.Quota, .. var digits] when IdOf(digits) is { } id =>
                new Message.QuotasReceived(server, id, Quotas.Read(text)),
            ['r', .. var digits] when IdOf(digits) is { } id => CommandAnswered(server, id, text),
            _ => null,
        };
    }

    private static int? IdOf(string digits) => int.TryParse(digits, NumberStyles.None, null, out var id) ? id : null;

    private static Message.GpuInspected GpuInspected(string server, int id, string text)
    {
        var detail = NvidiaXml.Read(text).FirstOrDefault();
        var words = detail is null ? DriverError.Words(text) : null;
        return new Message.GpuInspected(server, id, detail, words is { Length: > 0 } ? words : detail is null ? "no answer" : null);
    }

    private static Message.CommandAnswered CommandAnswered(string server, int id, string answer)
    {
        var text = answer.TrimEnd('\n');
        var lastLine = text.LastIndexOf('\n') + 1;
        var exitCode = text.AsSpan(lastLine) is ['r', 'c', '=', .. var code] && int.TryParse(code, out var status) ? status : (int?)null;
        return new Message.CommandAnswered(server, id, exitCode is null ? text : text[..Math.Max(0, lastLine - 1)], exitCode);
    }
}
