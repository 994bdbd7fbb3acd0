using Tomlyn.Syntax;

namespace GpuTop.Config.Toml;

/// <summary>Assignment or table header, possibly incomplete.</summary>
internal sealed class TomlStatement(SyntaxNode node)
{
    public int Start => node.Span.Start.Offset;

    /// <summary>Offset behind its last character; exact only in a text without syntax errors.</summary>
    public int End => (node is TableSyntaxBase table ? table.CloseBracket?.Span : node.Span)?.End.Offset + 1 ?? Start;

    public bool IsHeader => node is TableSyntaxBase;

    public bool IsArray => node is TableArraySyntax;

    public KeySyntax? Key => node is TableSyntaxBase table ? table.Name : ((KeyValueSyntax)node).Key;

    public ValueSyntax? Value => (node as KeyValueSyntax)?.Value;

    /// <summary>Start of the value; null without equals sign, and for a header.</summary>
    public int? AfterEquals => (node as KeyValueSyntax)?.EqualToken?.Span.Start.Offset + 1;

    /// <summary>Returns the statement at an offset; null between statements. The text before must be without errors.</summary>
    public static TomlStatement? At(DocumentSyntax document, int offset)
    {
        var node = document.KeyValues
            .Concat<SyntaxNode>(document.Tables.SelectMany(table => table.Items.Prepend<SyntaxNode>(table)))
            .LastOrDefault(node => node.Span.Start.Offset <= offset);
        var end = node is TableSyntaxBase table ? table.EndOfLineToken : (node as KeyValueSyntax)?.EndOfLineToken;
        var isPast = end is not null and not InvalidSyntaxToken && end.Span.Start.Offset < offset;
        return node is null || isPast ? null : new(node);
    }

    /// <summary>Key as written if it ends before the offset; else null.</summary>
    public string? NameBefore(int offset, string text) =>
        Key is { } key && key.Span.End.Offset < offset && (IsHeader || AfterEquals is not null)
            ? text[key.Span.Start.Offset..(key.Span.End.Offset + 1)]
            : null;

    /// <summary>Quoted key or value around the offset; null when there is none.</summary>
    public StringValueSyntax? TextAround(int offset) => node.Descendants().OfType<StringValueSyntax>()
        .LastOrDefault(text => text.Span.Start.Offset <= offset && offset <= text.Span.End.Offset + 1);
}
