using System.Collections.Immutable;
using System.Text;
using System.Xml;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi -q -x</c>. Eight versions of the format since 2013 differ in element names; values that a version
/// lacks are null.</summary>
public static class NvidiaXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // The document names a DTD that does not exist and comes from an untrusted host: nothing is fetched or expanded.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    /// <summary>The GPUs in the driver's order. Of a truncated or malformed document the part before the error.</summary>
    public static ImmutableArray<GpuDetail> Read(ReadOnlySpan<byte> text)
    {
        var cards = ImmutableArray.CreateBuilder<GpuDetail>();
        var start = text.IndexOf((byte)'<');
        if (start < 0)
        {
            return [];
        }

        var host = new XmlValues();
        XmlValues? card = null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(text[start..])), Settings);
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, Depth: 1 } && reader.LocalName == "gpu")
                {
                    Add(cards, card, host);
                    card = new XmlValues();
                }

                (card ?? host).Take(reader, card is null ? 1 : 2);
            }
        }
        catch (XmlException)
        {
            // Keep the part before the error.
        }

        Add(cards, card, host);
        return cards.ToImmutable();
    }

    private static void Add(ImmutableArray<GpuDetail>.Builder cards, XmlValues? card, XmlValues host)
    {
        if (card is not null)
        {
            cards.Add(GpuDetailXml.Read(card, host));
        }
    }
}
