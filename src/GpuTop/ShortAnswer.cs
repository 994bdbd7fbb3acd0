using System.Globalization;
using System.Text;
using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop;

/// <summary>Answers of short commands: sections tagged <c>r</c> and a number, whose last line is <c>rc=N</c>.</summary>
internal static class ShortAnswer
{
    /// <summary>The answer that a section is; null when it is none.</summary>
    public static Message? Of(string server, Section section)
    {
        if (section.Tag is ['r', Effect.InspectGpu.Mark, .. var number]
            && int.TryParse(number, NumberStyles.None, null, out var inspection))
        {
            return Inspected(server, inspection, section.Text.Span);
        }

        if (section.Tag is not ['r', .. var digits] || !int.TryParse(digits, NumberStyles.None, null, out var id))
        {
            return null;
        }

        if (id == Effect.NameAccounts.AnswerId)
        {
            return new Message.Heard(server, Passwd.Read(section.Text.Span));
        }

        var text = Encoding.UTF8.GetString(section.Text.Span).TrimEnd('\n');
        var lastLine = text.LastIndexOf('\n') + 1;
        var exitCode = text.AsSpan(lastLine) is ['r', 'c', '=', .. var code] && int.TryParse(code, out var status) ? status : (int?)null;
        return new Message.Answered(server, id, exitCode is null ? text : text[..Math.Max(0, lastLine - 1)], exitCode);
    }

    private static Message.Inspected Inspected(string server, int id, ReadOnlySpan<byte> text)
    {
        var detail = NvidiaXml.Read(text).FirstOrDefault();
        var words = detail is null ? DriverError.Words(text) : null;
        return new Message.Inspected(server, id, detail, words is { Length: > 0 } ? words : detail is null ? "no answer" : null);
    }
}
