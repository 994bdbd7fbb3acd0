using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The beginning of a command line that runs on certain GPUs: <c>ssh gpu03 CUDA_VISIBLE_DEVICES=0,1</c>.</summary>
internal static class Copying
{
    private const string LocalHost = "local";

    public static string? WhyNot(AppState state) =>
        Selection.All(state) is not [_, ..] all ? "no server is selected" : all.Select(WhyNot).FirstOrDefault(reason => reason is not null);

    /// <summary>Copies a line for each server.</summary>
    public static Step Press(AppState state)
    {
        var lines = Selection.All(state).Select(LineOf).ToList();
        return new Step(state.Tell($"copied: {string.Join("; ", lines)}"), [new Effect.Copy(string.Join('\n', lines))]);
    }

    private static string LineOf(Selection selection)
    {
        var words = new List<string>();
        if (selection.Server.Host != LocalHost)
        {
            words.AddRange(["ssh", selection.Server.Host]);
        }

        if (DevicesOf(selection) is { } devices)
        {
            words.Add("CUDA_VISIBLE_DEVICES=" + devices);
        }

        return string.Join(' ', words);
    }

    // A server without GPUs is copied nevertheless.
    private static string? WhyNot(Selection selection) => selection.Server.Gpus.IsEmpty || DevicesOf(selection) is not null
        ? null
        : $"no GPU of {selection.Server.Name} is free: select one to copy it nevertheless";

    // Of the selected instance, of the selected processes, of the selected GPU, or all that are free, those with most memory first.
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
                : Cards(server, [.. server.Gpus.Where(gpu => gpu.Sample.Key is { } key && keys.Contains(key))]);
        }

        ImmutableArray<Gpu> cards = selection.Gpu is { } gpu
            ? [gpu]
            : [.. server.Gpus.Where(gpu => gpu.FreeUnits > 0).OrderByDescending(gpu => gpu.Sample.MemoryTotalMiB)];
        ImmutableArray<Gpu> whole = [.. cards.Where(card => card.Instances.IsEmpty)];
        return whole.IsEmpty ? Instance(cards) : Cards(server, whole);
    }

    // CUDA gives a process one instance and no more, and none beside whole cards: a free one if there is one.
    private static string? Instance(ImmutableArray<Gpu> cards) => cards
        .SelectMany(card => card.Instances)
        .Where(part => IsUuid(part.Uuid))
        .OrderBy(part => part.Availability.State != GpuState.Free)
        .FirstOrDefault()?.Uuid;

    // CUDA counts the fastest first, the driver by bus: only among equal cards do both mean the same.
    private static string? Cards(Server server, ImmutableArray<Gpu> cards) =>
        server.Gpus.Select(gpu => gpu.Sample.Name).Distinct().Count() == 1 && cards.All(card => card.Sample.Index is not null)
            ? OrNull(string.Join(',', cards.Select(card => card.Sample.Index)))
            : Uuids(cards.Select(card => card.Sample.Uuid));

    private static string? Uuids(IEnumerable<string?> uuids) => OrNull(string.Join(',', uuids.Where(IsUuid)));

    // A shell will read this: what is no UUID is not from a driver. Before driver 470: MIG-GPU-…/1/0.
    private static bool IsUuid(string? uuid) => uuid?.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/') == true;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
