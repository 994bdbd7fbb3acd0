namespace GpuTop.TerminalDriver;

/// <summary>The terminal's current style, and the escape sequences to another one.</summary>
internal struct Pen
{
    /// <summary>Attributes that are visible on blanks.</summary>
    public const Attr ShowsOnBlanks = Attr.Reverse | Attr.Underline;

    private Style _style;

    /// <summary>Resets the terminal's style.</summary>
    public void Reset(AnsiBytes to)
    {
        to.Add("\e[0m"u8);
        _style = Style.Default;
    }

    /// <summary>True when a blank in the current style looks like one in <paramref name="style"/>:
    /// foreground and weight do not show.</summary>
    public readonly bool DrawsBlank(Style style) =>
        _style.Bg == style.Bg && ((_style.Attr | style.Attr) & ShowsOnBlanks) == 0;

    /// <summary>True when <paramref name="style"/> is the current style.</summary>
    public readonly bool Is(Style style) => _style == style;

    /// <summary>Switches to <paramref name="style"/>.</summary>
    public void Set(Style style, AnsiBytes to)
    {
        if (_style == style)
        {
            return;
        }

        to.Add("\e["u8);
        var separate = false;
        if (style == Style.Default)
        {
            _style = style;
        }
        else if ((_style.Attr & ~style.Attr) != 0)
        {
            // SGR 0 is the only "off" that all terminals support.
            Next(ref separate, to);
            to.Add((byte)'0');
            _style = Style.Default;
        }

        var added = style.Attr & ~_style.Attr;
        Add(added, Attr.Bold, 1, ref separate, to);
        Add(added, Attr.Dim, 2, ref separate, to);
        Add(added, Attr.Underline, 4, ref separate, to);
        Add(added, Attr.Reverse, 7, ref separate, to);
        if (style.Fg != _style.Fg)
        {
            Next(ref separate, to);
            Add(style.Fg, 30, to);
        }

        if (style.Bg != _style.Bg)
        {
            Next(ref separate, to);
            Add(style.Bg, 40, to);
        }

        to.Add((byte)'m');
        _style = style;
    }

    private static void Next(ref bool separate, AnsiBytes to)
    {
        if (separate)
        {
            to.Add((byte)';');
        }

        separate = true;
    }

    private static void Add(Attr added, Attr attribute, int code, ref bool separate, AnsiBytes to)
    {
        if ((added & attribute) != 0)
        {
            Next(ref separate, to);
            to.Add(code);
        }
    }

    // Codes count from 30 for the foreground and from 40 for the background (ECMA-48 8.3.117; 90 and 100 as in aixterm).
    private static void Add(Color color, int origin, AnsiBytes to)
    {
        if (color.IsDefault)
        {
            to.Add(origin + 9);
        }
        else if (color.IsRgb)
        {
            to.Add(origin + 8);
            to.Add(";2;"u8);
            to.Add((int)color.Red);
            to.Add(";"u8);
            to.Add((int)color.Green);
            to.Add(";"u8);
            to.Add((int)color.Blue);
        }
        else if (color.Index < 16)
        {
            to.Add(color.Index < 8 ? origin + color.Index : origin + 60 + color.Index - 8);
        }
        else
        {
            to.Add(origin + 8);
            to.Add(";5;"u8);
            to.Add(color.Index);
        }
    }
}
