using System.Collections.Immutable;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The lines of a list of choices: keys, name and wrapped description of each, below headings. In narrow boxes the description
/// follows the name.</summary>
internal sealed class ChoiceLines
{
    private const int NarrowBox = 50;
    private const int LeastKeyWidth = 3;
    private const int WidestName = 18;

    private readonly ImmutableArray<Line> _lines;
    private readonly int _keyWidth;
    private readonly int _nameWidth;
    private readonly bool _isNarrow;

    /// <summary>Lays the choices out.</summary>
    /// <param name="choices">Each with the heading above it; null for none.</param>
    /// <param name="keyOf">The keys of a choice, for display.</param>
    /// <param name="width">Columns.</param>
    /// <param name="mostLines">Lines of a choice; the rest of a longer description is cut.</param>
    public ChoiceLines(IReadOnlyList<(string? Heading, Choice Choice)> choices, Func<int, string> keyOf, int width, int mostLines)
    {
        _isNarrow = width < NarrowBox;
        _keyWidth = KeyWidthOf(choices.Count, keyOf);
        _nameWidth = _isNarrow ? 0 : NameWidthOf(choices.Select(entry => entry.Choice));
        var lines = ImmutableArray.CreateBuilder<Line>();
        var entries = ImmutableArray.CreateBuilder<(int Top, int Height)>();
        for (var i = 0; i < choices.Count; i++)
        {
            var (heading, choice) = choices[i];
            if (heading is not null && i > 0)
            {
                lines.Add(new(null, "", "", ""));
            }

            if (heading is not null)
            {
                lines.Add(new(null, "", heading, ""));
            }

            var top = lines.Count;
            lines.AddRange(Wrap(choice, keyOf(i), width).Take(Math.Max(1, mostLines)));
            entries.Add((top, lines.Count - top));
        }

        (_lines, Entries) = (lines.ToImmutable(), entries.ToImmutable());
    }

    /// <summary>Number of lines.</summary>
    public int Count => _lines.Length;

    /// <summary>The lines of each choice.</summary>
    public ImmutableArray<(int Top, int Height)> Entries { get; }

    /// <summary>Columns that the choices take without wrapping.</summary>
    public static int WidthOf(IReadOnlyCollection<Choice> choices, Func<int, string> keyOf) =>
        KeyWidthOf(choices.Count, keyOf) + 1 + NameWidthOf(choices) + 2 + choices.Max(choice => UnicodeWidth.Of(TextOf(choice)));

    /// <summary>Draws a line.</summary>
    public void Draw(CellBuffer frame, Rect area, int index)
    {
        var line = _lines[index];
        if (line.Choice is not { } choice)
        {
            frame.TextEllipsis(area.X, area.Y, area.Width, line.Name, Theme.Strong);
            return;
        }

        var canTake = choice.WhyNot is null;
        frame.Text(area.X, area.Y, line.Keys, canTake ? Theme.Accent : Theme.Rail, _keyWidth);
        var x = area.X + _keyWidth + 1;
        var used = frame.Text(x, area.Y, line.Name, canTake ? Theme.Text : Theme.Rail, area.Right - x);
        x += line.Text.Length == 0 || _isNarrow ? used : _nameWidth + 2;
        frame.Text(x, area.Y, line.Text, canTake ? Theme.Secondary : Theme.Rail, Math.Max(0, area.Right - x));
    }

    private static int NameWidthOf(IEnumerable<Choice> choices) =>
        choices.Select(choice => UnicodeWidth.Of(choice.Text)).Where(width => width <= WidestName).DefaultIfEmpty().Max();

    private static int KeyWidthOf(int count, Func<int, string> keyOf) =>
        Enumerable.Range(0, count).Select(index => UnicodeWidth.Of(keyOf(index))).Append(LeastKeyWidth).Max();

    private static string TextOf(Choice choice) => (choice.Detail, choice.WhyNot) switch
    {
        (var detail, null) => detail,
        ("", var reason) => reason,
        var (detail, reason) => $"{detail} ({reason})",
    };

    private IEnumerable<Line> Wrap(Choice choice, string keys, int width)
    {
        var text = TextOf(choice);
        var room = width - _keyWidth - 1;
        if (_isNarrow)
        {
            // The name is drawn in a style of its own, and is part of what is wrapped.
            var lines = Wrapping.Lines(text.Length == 0 ? choice.Text : $"{choice.Text}: {text}", room);
            var name = Math.Min(lines[0].Length, choice.Text.Length);
            return lines.Select((line, index) => index == 0
                ? new Line(choice, keys, line[..name], line[name..])
                : new Line(choice, "", "", line));
        }

        // A name that is wider than its column has lines of its own.
        var isWide = UnicodeWidth.Of(choice.Text) > _nameWidth;
        var names = isWide ? Wrapping.Lines(choice.Text, room) : [choice.Text];
        var texts = text.Length == 0 ? [] : Wrapping.Lines(text, room - _nameWidth - 2);
        return isWide
            ? names.Select((name, index) => new Line(choice, index == 0 ? keys : "", name, ""))
                .Concat(texts.Select(line => new Line(choice, "", "", line)))
            : texts.IsEmpty ? [new Line(choice, keys, choice.Text, "")]
            : texts.Select((line, index) => new Line(choice, index == 0 ? keys : "", index == 0 ? choice.Text : "", line));
    }

    // Without a choice: a heading, or a blank line.
    private readonly record struct Line(Choice? Choice, string Keys, string Name, string Text);
}
