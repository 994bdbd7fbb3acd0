using System.Collections.Immutable;
using System.Text;
using System.Xml;
using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary><c>nvidia-smi -q -x</c>: all that the driver tells of its cards. Eight versions of the format since 2013 differ in what
/// they call things; what a version lacks is null.</summary>
public static class NvidiaXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // The document names a DTD that nobody has, and it comes from somebody else's machine: nothing is ever fetched or expanded.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    /// <summary>The cards in the driver's order. Of a broken document what stands before the break; empty when that is nothing.</summary>
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
            // What was read so far is true.
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
