using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>
/// Reads a text with Tomlyn and finds every mistake in it. After one Tomlyn may take the following lines for something else, so each
/// mistake is removed and the rest is parsed again, until nothing is wrong. Line numbers never change.
/// </summary>
internal sealed class TomlReader(string text, TomlMistakes mistakes)
{
    /// <summary>Limits the passes over a file that is something else than TOML to about a second, counted in characters parsed.</summary>
    private const long MaxWork = 32 << 20;

    /// <summary>A message of Tomlyn takes as long as so many characters.</summary>
    private const int WorkOfMessage = 500;

    /// <summary>Starts the names that replace those of unreadable headers; a noncharacter, so that no file has such a name.</summary>
    private const char UnnamedTable = '\uFFFF';

    private readonly HashSet<int> _repaired = [];
    private readonly HashSet<int> _unreadable = [];

    // The line feed: Tomlyn 2.10 throws where the text ends in a backslash between quotes. It must not complete a line end.
    private string _text = text.Replace("\r\n", "\n", StringComparison.Ordinal) + (text.EndsWith('\r') ? " \n" : "\n");

    /// <summary>What could be read; an empty table where too much is wrong.</summary>
    public TomlTable Read()
    {
        for (var work = 0L; work < MaxWork && !mistakes.IsFull;)
        {
            if (Parse(_text) is not { } document)
            {
                mistakes.Add(TomlText.PositionOf(_text, FirstTooDeep()), "nested too deeply");
                break;
            }

            if (TomlFault.First(document, _text) is not { } fault)
            {
                return TomlTree.Of(document, _unreadable);
            }

            AddMistake(fault);
            Remove(fault);
            work += _text.Length + (WorkOfMessage * document.Diagnostics.Count);
        }

        return new(new(1, 1));
    }

    /// <summary>The syntax tree; null where the nesting is deeper than Tomlyn permits.</summary>
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

    /// <summary>The bracket that is one too many, for Tomlyn 2.10 does not tell its place.</summary>
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

    private void AddMistake(TomlFault fault)
    {
        // What was removed from a list before may have held its end.
        if (!fault.IsUnclosed || !_repaired.Any(line => line >= LineOf(fault.Statement!.Start) && line <= LineOf(fault.To - 1)))
        {
            mistakes.Add(TomlText.PositionOf(_text, fault.At), fault.Text);
        }
    }

    private int LineOf(int offset) => TomlText.PositionOf(_text, offset).Line;

    private void Remove(TomlFault fault)
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
    /// What stands for a statement that cannot be read: its key must not count as missing, and the keys below a header not as the
    /// previous header's.
    /// </summary>
    private string Substitute(TomlStatement statement, TomlFault fault)
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

    /// <summary>Puts the substitute and blanks in the place of a part of the text, and leaves its line ends.</summary>
    private void Blank(int from, int to, string substitute)
    {
        var blanks = string.Concat(_text[from..to].Select(c => c == '\n' ? c : ' '));
        _text = _text[..from] + substitute + blanks + _text[to..];
    }
}
