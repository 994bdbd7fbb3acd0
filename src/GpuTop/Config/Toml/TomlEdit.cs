using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>Insertions into a valid TOML text that preserve all other characters.</summary>
internal sealed class TomlEdit(string text)
{
    private readonly DocumentSyntax _document = SyntaxParser.Parse(text, sourceName: null, validate: false);
    private readonly string _lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Whether the text has a header <c>[[name]]</c>.</summary>
    public bool HasTables(string name) => _document.Tables.OfType<TableArraySyntax>().Any(table => IsNamed(table.Name, name));

    /// <summary>Returns the text with values appended to a list of the root table; null when there is no such list.</summary>
    public string? ExtendList(string name, IReadOnlyList<string> values)
    {
        if (_document.KeyValues.FirstOrDefault(item => IsNamed(item.Key, name))?.Value is not ArraySyntax list)
        {
            return null;
        }

        var quoted = values.Select(TomlText.Quote).ToList();
        var close = list.CloseBracket!.Span.Start.Offset;
        var last = list.Items.LastOrDefault();
        var end = last is null ? list.OpenBracket!.Span.End.Offset + 1 : last.Value!.Span.End.Offset + 1;
        var hasComma = last is null or { Comma: not null };
        if (text.IndexOf('\n', end, close - end) < 0)
        {
            var joined = string.Join(", ", quoted);
            return last is null ? text.Insert(end, joined)
                : hasComma ? text.Insert(last.Comma!.Span.End.Offset + 1, $" {joined},")
                : text.Insert(end, $", {joined}");
        }

        var next = TomlText.LineEnd(text, last?.Comma?.Span.End.Offset ?? end) + 1;
        var lines = string.Join("," + _lineEnd, quoted.Select(value => Indentation(list, last) + value)) + (hasComma ? "," : "") + _lineEnd;
        return text.Insert(last is null ? TomlText.LineStart(text, close) : next, lines).Insert(end, hasComma ? "" : ",");
    }

    /// <summary>Returns the text with tables of one key appended.</summary>
    public string AppendTables(string name, string key, IEnumerable<string> values) =>
        text + (IsComplete ? "" : _lineEnd)
        + string.Concat(values.Select(value => $"{_lineEnd}[[{name}]]{_lineEnd}{key} = {TomlText.Quote(value)}{_lineEnd}"));

    /// <summary>Returns the text with a line inserted after the last assignment of the root table, else at the start.</summary>
    public string InsertLine(string line)
    {
        if (_document.KeyValues.LastOrDefault()?.Value is not { } last)
        {
            return line + _lineEnd + text;
        }

        var next = Math.Min(TomlText.LineEnd(text, last.Span.End.Offset) + 1, text.Length);
        return text.Insert(next, (text[next - 1] == '\n' ? "" : _lineEnd) + line + _lineEnd);
    }

    private bool IsComplete => text.Length == 0 || text[^1] == '\n';

    private static bool IsNamed(KeySyntax? key, string name) => key is { DotKeys.ChildrenCount: 0 } && key.Key switch
    {
        BareKeySyntax bare => bare.Key?.Text == name,
        StringValueSyntax quoted => quoted.Value == name,
        _ => false,
    };

    /// <summary>Indentation of the list's last item if it is on its own line.</summary>
    private string Indentation(ArraySyntax list, ArrayItemSyntax? last)
    {
        var start = last is null ? -1 : TomlText.LineStart(text, last.Span.Start.Offset);
        return start <= list.Span.Start.Offset ? "  " : text[start..(start + text.AsSpan(start).IndexOfAnyExcept(' ', '\t'))];
    }
}
