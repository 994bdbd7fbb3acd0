using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi -L</c>: GPUs, each followed by its indented MIG instances.</summary>
internal sealed class MigList
{
    private readonly ImmutableArray<(string GpuKey, MigInstance Instance)>.Builder _instances =
        ImmutableArray.CreateBuilder<(string, MigInstance)>();

    private string? _gpuKey;

    /// <summary>The instances so far, with the key of their GPU, in the driver's order.</summary>
    public ImmutableArray<(string GpuKey, MigInstance Instance)> Instances => _instances.ToImmutable();

    /// <summary>Reads one line; other lines than those of GPUs and instances are skipped.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        line = FieldReader.Trim(line);
        var uuid = UuidOf(line);
        var rest = line;
        var kind = FieldReader.TakeWord(ref rest);
        if (kind.SequenceEqual("GPU"u8))
        {
            var index = FieldReader.TakeField(ref rest, (byte)':');
            _gpuKey = StringPool.OrNull(uuid) ?? (NumberParser.Int(index) is { } number ? number.ToString() : null);
        }
        else if (kind.SequenceEqual("MIG"u8) && _gpuKey is not null && !uuid.IsEmpty)
        {
            ReadInstance(rest, uuid);
        }
    }

    /// <summary>The GPU's UUID in the instance name of drivers before 470, <c>MIG-GPU-…/GI/CI</c>; empty for newer ones.</summary>
    public static ReadOnlySpan<byte> GpuUuidOf(ReadOnlySpan<byte> instanceUuid)
    {
        var slash = instanceUuid.IndexOf((byte)'/');
        return instanceUuid.StartsWith("MIG-GPU-"u8) && slash > 0 ? instanceUuid["MIG-".Length..slash] : [];
    }

    private static ReadOnlySpan<byte> UuidOf(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("(UUID: "u8);
        return at < 0 ? [] : FieldReader.Trim(line[(at + "(UUID: "u8.Length)..].TrimEnd((byte)')'));
    }

    private void ReadInstance(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> uuid)
    {
        var profile = FieldReader.TakeWord(ref rest);
        FieldReader.TakeWord(ref rest);
        if (NumberParser.Int(FieldReader.TakeWord(ref rest).TrimEnd((byte)':')) is { } device)
        {
            var ids = uuid;
            FieldReader.TakeField(ref ids, (byte)'/');
            var gpuInstance = NumberParser.Int(FieldReader.TakeField(ref ids, (byte)'/'));
            _instances.Add((_gpuKey!, new MigInstance(
                StringPool.Of(uuid),
                StringPool.OrNull(profile),
                device,
                GpuInstanceId: gpuInstance,
                ComputeInstanceId: NumberParser.Int(ids))));
        }
    }
}
