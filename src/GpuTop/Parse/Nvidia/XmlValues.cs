using System.Text;
using System.Xml;
using GpuTop.Probe;

namespace GpuTop.Parse;

/// <summary>The texts of one element by their path in it; repeated elements have their own values.</summary>
internal sealed class XmlValues
{
    // The format has six levels; deeper nesting is ignored, so that its cost is bounded.
    private const int Deepest = 16;

    private readonly List<(string Path, string Text)> _values = [];
    private readonly List<string> _path = [];
    private readonly List<(string Name, XmlValues Values)> _each = [];
    private XmlValues? _inner;
    private int _innerDepth;

    /// <summary>All texts with their paths, in the document's order.</summary>
    public IReadOnlyList<(string Path, string Text)> All => _values;

    /// <summary>The elements of a name that repeats (<c>process_info</c>, <c>mig_device</c>), in their order.</summary>
    public IEnumerable<XmlValues> Each(string name) => _each.Where(one => one.Name == name).Select(one => one.Values);

    /// <summary>The text of a path; null when absent or a word for a missing value.</summary>
    public string? Text(string path)
    {
        foreach (var (known, text) in _values)
        {
            if (known == path)
            {
                return IsMissing(text) ? null : text;
            }
        }

        return null;
    }

    /// <summary>The text of the first path with a value; null when none has.</summary>
    public string? Text(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (Text(path) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Reads the current node.</summary>
    /// <param name="reader">The document.</param>
    /// <param name="depth">Depth of this element's children.</param>
    public void Take(XmlReader reader, int depth)
    {
        if (_inner is not null)
        {
            if (reader.Depth > _innerDepth)
            {
                _inner.Take(reader, _innerDepth + 1);
                return;
            }

            _inner = null;
        }

        if (reader.Depth > Deepest)
        {
            return;
        }

        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && _path is not ["supported_clocks", ..])
        {
            var path = string.Join('/', _path.Take(reader.Depth - depth));
            // Sanitize after decoding: a reference such as &#27; may hold a control character.
            _values.Add((path, TextSanitizer.Clean(reader.Value).Trim()));
        }
        else if (reader.NodeType == XmlNodeType.Element && reader.Depth >= depth)
        {
            _path.RemoveRange(Math.Min(reader.Depth - depth, _path.Count), Math.Max(0, _path.Count - (reader.Depth - depth)));
            _path.Add(reader.LocalName);
            if (reader.LocalName is "process_info" or "mig_device")
            {
                (_inner, _innerDepth) = (new XmlValues(), reader.Depth);
                _each.Add((reader.LocalName, _inner));
            }
        }
    }

    private static bool IsMissing(string text)
    {
        Span<byte> bytes = stackalloc byte[64];
        return text.Length <= 64 && Encoding.UTF8.TryGetBytes(text, bytes, out var length) && MissingValue.Is(bytes[..length]);
    }
}
