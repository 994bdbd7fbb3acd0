using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using GpuTop.Model;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi -q -x</c>. Eight versions of the format since 2013 differ in element names; values that a version
/// lacks are null.</summary>
public static class NvidiaXml
{
    // The format has six levels; deeper nesting is ignored, so that its cost is bounded.
    private const int Deepest = 16;

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
    public static ImmutableArray<GpuDetail> Read(string text)
    {
        var start = text.IndexOf('<');
        var document = start < 0 ? new XElement("empty") : Load(text[start..]);
        return [.. document.Elements().Elements("gpu").Select(card => GpuDetailXml.Read(card, card.Parent!))];
    }

    private static XElement Load(string text)
    {
        var document = new XElement("document");
        var open = document;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                if (reader.Depth > Deepest)
                {
                    continue;
                }

                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var element = new XElement(reader.LocalName);
                        open.Add(element);
                        open = reader.IsEmptyElement ? open : element;
                        break;
                    case XmlNodeType.EndElement:
                        open = open.Parent!;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        // Sanitize after decoding: a reference such as &#27; may hold a control character.
                        open.Add(TextSanitizer.Clean(reader.Value));
                        break;
                }
            }
        }
        catch (XmlException)
        {
            // Keep the part before the error.
        }

        return document;
    }
}
