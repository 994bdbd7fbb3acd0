using System.Globalization;
using System.Text;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Waiting for free GPUs on any server (key <c>w</c>): the dialog and the check.</summary>
internal static class WaitActions
{
    private const int MostGpus = 1024;
    private const string NumberWanted = "a number of GPUs from 1";

    /// <summary>Opens the dialog, or cancels the pending wait.</summary>
    public static UpdateResult Press(AppState state) => state.Wanted is { } wanted
        ? state.Tell($"no longer waiting for {wanted.Request}") with { Wanted = null }
        : state with { Dialog = new Dialog.Wait(TextField.Preset("1"), TextField.Of("")) };

    /// <summary>Applies a key to the dialog.</summary>
    public static UpdateResult Press(AppState state, Dialog.Wait dialog, KeyPress key) => key switch
    {
        { Key: Key.Escape } => state with { Dialog = null },
        { Key: Key.Tab } => state with { Dialog = dialog with { IsInMemory = !dialog.IsInMemory } },
        { Key: Key.Up } => state with { Dialog = With(dialog, Next(dialog, 1)) },
        { Key: Key.Down } => state with { Dialog = With(dialog, Next(dialog, -1)) },
        { Key: Key.Enter } => Begin(state, dialog),
        { Key: Key.Character, Modifiers: Modifiers.None } when !dialog.IsInMemory && !IsDigit(key.Rune) =>
            state with { Dialog = dialog with { Problem = NumberWanted } },
        _ => (dialog.IsInMemory ? dialog.Memory : dialog.Gpus).Press(key) is { } field
            ? state with { Dialog = With(dialog, field) }
            : state,
    };

    /// <summary>Inserts pasted text into the focused field; only digits into the number of GPUs.</summary>
    public static AppState Paste(AppState state, Dialog.Wait dialog, string text) => state with
    {
        Dialog = With(dialog, dialog.IsInMemory
            ? dialog.Memory.Insert(text)
            : dialog.Gpus.Insert(string.Concat(text.EnumerateRunes().Where(IsDigit)))),
    };

    /// <summary>Ends the wait when the GPUs are found or can never be; called every second.</summary>
    public static UpdateResult Tick(UpdateResult step)
    {
        var state = step.State;
        if (state.Wanted is not { } wanted)
        {
            return step;
        }

        if (PlacementSearch.Of(state.Fleet, state.Now, state.Interval, wanted.Request) is not [var best, ..])
        {
            return PlacementLimits.Of(state.Fleet, wanted.Request).Impossibility is { } never
                ? step with { State = state.Tell($"no longer waiting: {never}", isProblem: true) with { Wanted = null } }
                : step;
        }

        var place = new Place(best.Server.Name, best.Gpus[0].Sample.Key);
        var text = best.Gpus.Length == 1 ? $"found: GPU {best.Numbers} is free" : $"found: GPUs {best.Numbers} are free";
        var found = new Notification("wait", "found", best.Server.Name, best.Numbers, null, text,
            AlertChannels.Bell | AlertChannels.Desktop | AlertChannels.Hook);
        return AlertEngine.Report(step with { State = MoveCursor(state, place) with { Wanted = null } }, found, place, Tone.Good);
    }

    private static bool IsDigit(Rune rune) => rune.IsAscii && char.IsAsciiDigit((char)rune.Value);

    private static UpdateResult Begin(AppState state, Dialog.Wait dialog)
    {
        var gpus = int.TryParse(dialog.Gpus.Text, out var count) && count is > 0 and <= MostGpus ? count : (int?)null;
        var memory = MemorySize.Parse(dialog.Memory.Text);
        if (gpus is null)
        {
            return state with { Dialog = dialog with { Problem = NumberWanted, IsInMemory = false } };
        }

        if (memory is null && dialog.Memory.Text.Trim().Length > 0)
        {
            return state with { Dialog = dialog with { Problem = "an amount of memory, as 20G, or nothing", IsInMemory = true } };
        }

        var wanted = new WaitRequest(new PlacementRequest(gpus.Value, memory));
        var limits = PlacementLimits.Of(state.Fleet, wanted.Request);
        if (limits.Impossibility is { } never)
        {
            return state with { Dialog = dialog with { Problem = never } };
        }

        return Tick(state.Tell($"waiting for {wanted.Request}; {limits.Warning ?? "w again ends it"}") with
        {
            Dialog = null,
            Wanted = wanted,
        });
    }

    private static TextField Next(Dialog.Wait dialog, int step) =>
        dialog.IsInMemory ? NextMemory(dialog.Memory.Text, step) : NextCount(dialog.Gpus.Text, step);

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

    private static Dialog.Wait With(Dialog.Wait dialog, TextField field) =>
        (dialog.IsInMemory ? dialog with { Memory = field } : dialog with { Gpus = field }) with { Problem = null };

    // The view does not change while a dialog is open or a filter is typed; the fleet cursor does.
    private static AppState MoveCursor(AppState state, Place place) => state with
    {
        View = state.Dialog is null && state.Typing is null ? ViewKind.Fleet : state.View,
        FleetScreen = state.FleetScreen with
        {
            Cursor = place,
            Folded = state.FleetScreen.Folded.Remove(place.Server),
            MineOnly = false,
            FilterText = state.Typing is null ? "" : state.FleetScreen.FilterText,
        },
    };
}
