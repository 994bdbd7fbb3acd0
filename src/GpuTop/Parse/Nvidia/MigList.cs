using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>nvidia-smi -L</c>: GPUs, each followed by its indented MIG instances.</summary>
internal static class MigList
{
    private const string Uuid = "(UUID: ";

    /// <summary>The instances with the key of their GPU, in the driver's order; other lines than those of GPUs and instances are
    /// skipped.</summary>
    public static ImmutableArray<(string GpuKey, MigInstance Instance)> Read(IEnumerable<string> lines)
    {
        var instances = ImmutableArray.CreateBuilder<(string, MigInstance)>();
        string? gpuKey = null;
        foreach (var line in lines)
        {
            var start = line.IndexOf(Uuid, StringComparison.Ordinal);
            var uuid = start < 0 ? null : NotAvailableText.OrNull(line[(start + Uuid.Length)..].TrimEnd().TrimEnd(')'));
            switch (line.Words())
            {
                case ["GPU", var index, ..]:
                    gpuKey = uuid ?? NumberParser.Int(index.TrimEnd(':'))?.ToString();
                    break;
                case ["MIG", var profile, _, var device, ..]
                    when gpuKey is not null && uuid is not null && NumberParser.Int(device.TrimEnd(':')) is { } number:
                    instances.Add((gpuKey, Instance(number, profile, uuid)));
                    break;
            }
        }

        return instances.ToImmutable();
    }

    /// <summary>The GPU's UUID in the instance name of drivers before 470, <c>MIG-GPU-…/GI/CI</c>; null for newer ones.</summary>
    public static string? GpuUuidOf(string instanceUuid) =>
        instanceUuid.StartsWith("MIG-GPU-", StringComparison.Ordinal) && instanceUuid.IndexOf('/') is > 0 and var slash
            ? instanceUuid["MIG-".Length..slash]
            : null;

    private static MigInstance Instance(int device, string profile, string uuid)
    {
        var ids = uuid.Split('/', 3);
        return new MigInstance(
            uuid,
            NotAvailableText.OrNull(profile),
            device,
            GpuInstanceId: NumberParser.Int(ids.ElementAtOrDefault(1)),
            ComputeInstanceId: NumberParser.Int(ids.ElementAtOrDefault(2)));
    }
}
