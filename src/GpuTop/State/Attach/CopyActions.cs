using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Copies a command line that opens a shell limited to certain GPUs:
/// <c>ssh -t gpu03 'export CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=0,1; exec $SHELL -l'</c>.</summary>
internal static class CopyActions
{
    public static string? WhyNot(AppState state) =>
        SelectionLookup.All(state) is not [_, ..] all
            ? "no server is selected"
            : all.Select(WhyNot).FirstOrDefault(reason => reason is not null);

    /// <summary>Copies a line for each server.</summary>
    public static UpdateResult Press(AppState state)
    {
        return Copy(state, [.. SelectionLookup.All(state).Select(selection => LineOf(selection.Server, DevicesOf(selection)))]);
    }

    /// <summary>Copies lines.</summary>
    public static UpdateResult Copy(AppState state, ImmutableArray<string> lines) =>
        new(state.ShowNotice($"copied: {string.Join("; ", lines)}"), [new Effect.Copy(string.Join('\n', lines))]);

    /// <summary>The line for a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="devices">The value of <c>CUDA_VISIBLE_DEVICES</c>; null for none.</param>
    public static string LineOf(Server server, string? devices)
    {
        var export = devices is null ? null : ShellQuote.ExportOfDevices(devices);
        return (server.IsLocal, export) switch
        {
            (true, _) => export ?? "",
            (_, null) => $"ssh {ShellQuote.QuoteIfNeeded(server.Host)}",
            _ => $"ssh -t {ShellQuote.QuoteIfNeeded(server.Host)} {ShellQuote.Quote($"{export}; exec $SHELL -l")}",
        };
    }

    // A server without GPUs can be copied too.
    private static string? WhyNot(Selection selection) => selection.Server.Gpus.IsEmpty || DevicesOf(selection) is not null
        ? null
        : $"no GPU of {selection.Server.Name} is free: select one to copy it nevertheless";

    // Devices of the selected instance, processes or GPU, else all free GPUs, most memory first.
    private static string? DevicesOf(Selection selection)
    {
        var server = selection.Server;
        if (selection.Instance is { } instance)
        {
            return Uuids([instance.Uuid]);
        }

        if (selection.Gpu is null && !selection.Processes.IsEmpty)
        {
            var shares = selection.Processes.SelectMany(process => process.Shares).ToList();
            var keys = shares.Select(share => share.GpuKey).ToHashSet();
            return shares.Select(share => share.MigUuid).FirstOrDefault(IsUuid) is { } part
                ? part
                : Cards([.. server.Gpus.Where(gpu => gpu.Sample.Key is { } key && keys.Contains(key))]);
        }

        ImmutableArray<Gpu> cards = selection.Gpu is { } gpu
            ? [gpu]
            : [.. server.Gpus.Where(gpu => gpu.FreeUnits > 0).OrderByDescending(gpu => gpu.Sample.MemoryTotalMiB)];
        ImmutableArray<Gpu> whole = [.. cards.Where(card => card.Instances.IsEmpty)];
        return whole.IsEmpty ? Instance(cards) : Cards(whole);
    }

    // CUDA uses at most one MIG instance per process, and none together with whole GPUs: the first free one, else the first.
    private static string? Instance(ImmutableArray<Gpu> cards) => cards
        .SelectMany(card => card.Instances)
        .Where(part => IsUuid(part.Uuid))
        .OrderBy(part => part.Availability.State != GpuState.Free)
        .FirstOrDefault()?.Uuid;

    private static string? Cards(ImmutableArray<Gpu> cards) => cards.All(card => card.Sample.Index is not null)
        ? OrNull(string.Join(',', cards.Select(card => card.Sample.Index)))
        : Uuids(cards.Select(card => card.Sample.Uuid));

    private static string? Uuids(IEnumerable<string?> uuids) => OrNull(string.Join(',', uuids.Where(IsUuid)));

    // The text is interpreted by a shell: only UUID characters are accepted. Before driver 470: MIG-GPU-…/1/0.
    private static bool IsUuid(string? uuid) => uuid?.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/') == true;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
