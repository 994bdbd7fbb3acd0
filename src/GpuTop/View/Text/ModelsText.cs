using GpuTop.Model;

namespace GpuTop.View;

/// <summary>The cards of a server by model: <c>8× A100-80G</c>, <c>4× A100-80G + 2× RTX 3090</c>. Cards of one model are one group
/// also when their memory differs by some MiB.</summary>
internal readonly record struct ModelsText(Server Server) : ISpanFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        for (var i = 0; i < Server.Gpus.Length; i++)
        {
            var name = NameOf(i);
            var (count, isFirst) = (0, true);
            for (var j = 0; j < Server.Gpus.Length; j++)
            {
                if (ReferenceEquals(NameOf(j), name))
                {
                    count++;
                    isFirst &= j >= i;
                }
            }

            if (!isFirst)
            {
                continue;
            }

            if (!destination[charsWritten..].TryWrite($"{(charsWritten > 0 ? " + " : "")}{count}× {name}", out var written))
            {
                return false;
            }

            charsWritten += written;
        }

        return true;
    }

    // A card that fell off the bus may have no name: it is one of the others.
    private string NameOf(int index)
    {
        for (var i = 0; Server.Gpus[index].Sample.Name is null && i < Server.Gpus.Length; i++)
        {
            if (Server.Gpus[i].Sample.Name is { } name)
            {
                return ModelNames.Short(name);
            }
        }

        return ModelNames.Short(Server.Gpus[index].Sample.Name);
    }
}
