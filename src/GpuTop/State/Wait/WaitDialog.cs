using System.Globalization;
using System.Text;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Input of a wait for GPUs.</summary>
/// <param name="Gpus">How many.</param>
/// <param name="Memory">With how much memory each; empty for any.</param>
/// <param name="IsInMemory">Whether the memory field has the focus.</param>
/// <param name="Problem">The validation error; null when there is none.</param>
public sealed record WaitDialog(TextField Gpus, TextField Memory, bool IsInMemory = false, string? Problem = null) : Dialog
{
    private const int MostGpus = 1024;
    private const string NumberWanted = "a number of GPUs from 1";

    /// <summary>Opens the dialog, or cancels the pending wait.</summary>
    internal static UpdateResult Toggle(AppState state) => state.PendingWait is { } wanted
        ? state.Tell($"no longer waiting for {wanted.Request}") with { PendingWait = null }
        : state with { Dialog = new WaitDialog(TextField.Preset("1"), TextField.Of("")) };

    internal override UpdateResult Press(AppState state, KeyPress key) => key switch
    {
        { Key: Key.Escape } => state with { Dialog = null },
        { Key: Key.Tab } => state with { Dialog = this with { IsInMemory = !IsInMemory } },
        { Key: Key.Up } => state with { Dialog = With(Next(1)) },
        { Key: Key.Down } => state with { Dialog = With(Next(-1)) },
        { Key: Key.Enter } => Begin(state),
        { Key: Key.Character, Modifiers: Modifiers.None } when !IsInMemory && !IsDigit(key.Rune) =>
            state with { Dialog = this with { Problem = NumberWanted } },
        _ => (IsInMemory ? Memory : Gpus).Press(key) is { } field ? state with { Dialog = With(field) } : state,
    };

    // Only digits into the number of GPUs.
    internal override AppState Paste(AppState state, string text) => state with
    {
        Dialog = With(IsInMemory ? Memory.Insert(text) : Gpus.Insert(string.Concat(text.EnumerateRunes().Where(IsDigit)))),
    };

    private static bool IsDigit(Rune rune) => rune.IsAscii && char.IsAsciiDigit((char)rune.Value);

    private UpdateResult Begin(AppState state)
    {
        var gpus = int.TryParse(Gpus.Text, out var count) && count is > 0 and <= MostGpus ? count : (int?)null;
        var memory = MemorySize.Parse(Memory.Text);
        if (gpus is null)
        {
            return state with { Dialog = this with { Problem = NumberWanted, IsInMemory = false } };
        }

        if (memory is null && Memory.Text.Trim().Length > 0)
        {
            return state with { Dialog = this with { Problem = "an amount of memory, as 20G, or nothing", IsInMemory = true } };
        }

        var wanted = new WaitRequest(new PlacementRequest(gpus.Value, memory));
        var limits = PlacementFeasibility.Of(state.Fleet, wanted.Request);
        if (limits.Impossibility is { } never)
        {
            return state with { Dialog = this with { Problem = never } };
        }

        return WaitActions.Tick(state.Tell($"waiting for {wanted.Request}; {limits.Warning ?? "w again ends it"}") with
        {
            Dialog = null,
            PendingWait = wanted,
        });
    }

    private TextField Next(int step) => IsInMemory ? NextMemory(Memory.Text, step) : NextCount(Gpus.Text, step);

    private static TextField NextCount(string text, int step) =>
        TextField.Preset(
            Math.Clamp((int.TryParse(text, out var count) ? count : 0) + step, 1, MostGpus).ToString(CultureInfo.InvariantCulture));

    // Nominal memory sizes of GPUs; empty below the smallest.
    private static TextField NextMemory(string text, int step)
    {
        var now = MemorySize.Parse(text) ?? 0;
        var sizes = NominalMemory.SizesGiB.ToArray();
        var next = step > 0 ? sizes.FirstOrDefault(size => size * 1024 > now, sizes[^1]) : sizes.LastOrDefault(size => size * 1024 < now);
        return TextField.Preset(next == 0 ? "" : $"{next}G");
    }

    private WaitDialog With(TextField field) =>
        (IsInMemory ? this with { Memory = field } : this with { Gpus = field }) with { Problem = null };
}
