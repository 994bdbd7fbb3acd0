using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GpuTop.Cli;

/// <summary>Serializers of the documents, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FleetDocument))]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    /// <summary>Writes a document, indented by two spaces.</summary>
    public static void Write<T>(Stream output, T document, JsonTypeInfo<T> type) => JsonSerializer.Serialize(output, document, type);
}
