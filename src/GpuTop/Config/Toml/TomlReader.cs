using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>
/// Parser with error recovery over Tomlyn. An error can make Tomlyn misread the following lines, so each error is removed and the rest
/// is parsed again until no error is left. Line numbers are preserved.
/// </summary>
internal sealed class TomlReader(string text, TomlMistakes mistakes)
{
    /// <summary>Limit in parsed characters, about a second for a file that is not TOML.</summary>
    private const long MaxWork = 32 << 20;

    /// <summary>Cost of a Tomlyn message in characters.</summary>
    private const int WorkOfMessage = 500;

    /// <summary>Prefix of names that replace unreadable headers; a noncharacter, which no file contains.</summary>
    private const char UnnamedTable = '\uFFFF';

    private readonly HashSet<int> _repaired = [];
    private readonly HashSet<int> _unreadable = [];

    // The line feed is needed because Tomlyn 2.10 throws when the text ends in a backslash between quotes; it must not complete a CRLF.
    private string _text = text.Replace("\r\n", "\n", StringComparison.Ordinal) + (text.EndsWith('\r') ? " \n" : "\n");

    /// <summary>Returns the readable part; an empty table after too many errors.</summary>
    public TomlTable Read()
    {
        for (var work = 0L; work < MaxWork && !mistakes.IsFull;)
        {
            if (Parse(_text) is not { } document)
            {
                mistakes.Add(TomlText.PositionOf(_text, FirstTooDeep()), "nested too deeply");
                break;
            }

            if (TomlSyntaxError.First(document, _text) is not { } fault)
            {
                return TomlTree.Of(document, _unreadable);
            }

            AddMistake(fault);
            Remove(fault);
            work += _text.Length + (WorkOfMessage * document.Diagnostics.Count);
        }

        return new(new(1, 1));
    }

    /// <summary>Returns the syntax tree; null when the nesting exceeds Tomlyn's limit.</summary>
    private static DocumentSyntax? Parse(string text)
    {
        try
        {
            return SyntaxParser.Parse(text, sourceName: null, validate: true);
        }
        catch (TomlException)
        {
            return null;
        }
    }

    /// <summary>Returns the offset of the bracket that exceeds the nesting limit, which Tomlyn 2.10 does not report.</summary>
    private int FirstTooDeep()
    {
        var (read, refused) = (0, _text.Length);
        while (refused - read > 1)
        {
            var middle = (read + refused) / 2;
            (read, refused) = Parse(_text[..middle] + "\n") is null ? (read, middle) : (middle, refused);
        }

        return read;
    }

    private void AddMistake(TomlSyntaxError fault)
    {
        // The end of the list may have been removed with a previous error.
        if (!fault.IsUnclosed || !_repaired.Any(line => line >= LineOf(fault.Statement!.Start) && line <= LineOf(fault.To - 1)))
        {
            mistakes.Add(TomlText.PositionOf(_text, fault.At), fault.Text);
        }
    }

    private int LineOf(int offset) => TomlText.PositionOf(_text, offset).Line;

    private void Remove(TomlSyntaxError fault)
    {
        var isNew = _repaired.Add(LineOf(fault.From));
        if (fault.Statement is { } statement && (!isNew || fault.IsWholeStatement))
        {
            _repaired.Add(LineOf(statement.Start));
            Blank(statement.Start, fault.To, Substitute(statement, fault));
        }
        else
        {
            Blank(isNew ? fault.From : TomlText.LineStart(_text, fault.From), fault.To, "");
        }
    }

    /// <summary>
    /// Substitute for an unreadable statement: its key must not count as missing, and the keys below a header must not move to the
    /// previous one.
    /// </summary>
    private string Substitute(TomlStatement statement, TomlSyntaxError fault)
    {
        var line = LineOf(statement.Start);
        var name = fault.IsRedefinition ? null : statement.NameBefore(fault.At, _text);
        if (statement.IsHeader)
        {
            if (name is null)
            {
                _unreadable.Add(line);
                return $"[\"{UnnamedTable}{line}\"]";
            }

            return statement.IsArray ? $"[[{name}]]" : $"[{name}]";
        }

        if (name is null)
        {
            return "";
        }

        _unreadable.Add(line);
        return $"{name} = 0";
    }

    /// <summary>Replaces a part of the text by the substitute and blanks, preserving line ends.</summary>
    private void Blank(int from, int to, string substitute)
    {
        var blanks = string.Concat(_text[from..to].Select(c => c == '\n' ? c : ' '));
        _text = _text[..from] + substitute + blanks + _text[to..];
    }
}
