using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>An assignment or a table's header, as far as Tomlyn could read it.</summary>
internal sealed class TomlStatement(SyntaxNode node)
{
    public int Start => node.Span.Start.Offset;

    /// <summary>The offset behind its last character; exact only in a text without mistakes of syntax.</summary>
    public int End => (node is TableSyntaxBase table ? table.CloseBracket?.Span : node.Span)?.End.Offset + 1 ?? Start;

    public bool IsHeader => node is TableSyntaxBase;

    public bool IsArray => node is TableArraySyntax;

    public KeySyntax? Key => node is TableSyntaxBase table ? table.Name : ((KeyValueSyntax)node).Key;

    public ValueSyntax? Value => (node as KeyValueSyntax)?.Value;

    /// <summary>Where the value begins or should; null before there is an equals sign, and for a header.</summary>
    public int? AfterEquals => (node as KeyValueSyntax)?.EqualToken?.Span.Start.Offset + 1;

    /// <summary>The statement that holds an offset; null for what stands between statements. Expects no mistake before it.</summary>
    public static TomlStatement? At(DocumentSyntax document, int offset)
    {
        var node = document.KeyValues
            .Concat<SyntaxNode>(document.Tables.SelectMany(table => table.Items.Prepend<SyntaxNode>(table)))
            .LastOrDefault(node => node.Span.Start.Offset <= offset);
        var end = node is TableSyntaxBase table ? table.EndOfLineToken : (node as KeyValueSyntax)?.EndOfLineToken;
        var isPast = end is not null and not InvalidSyntaxToken && end.Span.Start.Offset < offset;
        return node is null || isPast ? null : new(node);
    }

    /// <summary>The key as written, where it ends before the offset; else null.</summary>
    public string? NameBefore(int offset, string text) =>
        Key is { } key && key.Span.End.Offset < offset && (IsHeader || AfterEquals is not null)
            ? text[key.Span.Start.Offset..(key.Span.End.Offset + 1)]
            : null;

    /// <summary>The quoted text, key or value, around the offset; null when there is none.</summary>
    public StringValueSyntax? TextAround(int offset) => node.Descendants().OfType<StringValueSyntax>()
        .LastOrDefault(text => text.Span.Start.Offset <= offset && offset <= text.Span.End.Offset + 1);
}
