using System.Text.Json;

namespace GpuTop.Cli;

/// <summary>Values that may be unknown: they become <c>null</c>, never 0 and never left out.</summary>
internal static class JsonMaybe
{
    public static void WriteMaybe(this Utf8JsonWriter json, string name, double? value, int decimals)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, decimals, MidpointRounding.AwayFromZero));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteMaybe(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteMaybe(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } truth)
        {
            json.WriteBoolean(name, truth);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
