using System.Collections.Immutable;
using System.Globalization;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The search for GPUs of one server, with the request of <c>gputop free</c> and <c>gputop wait</c>.</summary>
/// <param name="Gpus">The number as typed.</param>
/// <param name="Memory">The memory of each as typed; empty for any.</param>
/// <param name="Model">The model as typed; empty for any.</param>
/// <param name="FreeFor">How long they must have been free, as typed; empty for <c>free_after</c>.</param>
/// <param name="Share">Whether GPUs in use with room count.</param>
public sealed record FindDialog(string Gpus = "1", string Memory = "", string Model = "", string FreeFor = "", bool Share = false) : Dialog
{
    /// <summary>The field for the number of GPUs.</summary>
    public const int GpusField = 0;

    /// <summary>The field for the memory of each.</summary>
    public const int MemoryField = 1;

    /// <summary>The field for the model.</summary>
    public const int ModelField = 2;

    /// <summary>The field for the time that they must have been free.</summary>
    public const int TimeField = 3;

    private static readonly ImmutableArray<string> Times = ["", "30s", "1m", "2m", "5m", "10m", "30m", "1h"];

    /// <summary>Turns <see cref="Share"/> on or off.</summary>
    public static KeyPress ShareKey { get; } = KeyPress.Of('r', Modifiers.Alt);

    /// <summary>Waits for the GPUs.</summary>
    public static KeyPress WaitKey { get; } = KeyPress.Of('w', Modifiers.Alt);

    /// <summary>Copies a command line for the best place.</summary>
    public static KeyPress CopyKey { get; } = KeyPress.Of('c', Modifiers.Alt);

    /// <summary>Opens a shell on the best place.</summary>
    public static KeyPress ShellKey { get; } = KeyPress.Of('s', Modifiers.Alt);

    /// <summary>Whether the field for the number has just refused a character.</summary>
    public bool IsCountRefused { get; private init; }

    /// <summary>The field that was invalid at the last action; null when there was none, or after an edit.</summary>
    public int? InvalidField { get; private init; }

    /// <summary>Opens the dialog, or cancels the pending wait.</summary>
    internal static UpdateResult Toggle(AppState state) => state.PendingWait is { } wanted
        ? state.ShowNotice($"no longer waiting for {wanted.Request}") with { PendingWait = null }
        : state with { Dialog = new FindDialog() };

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values)
    {
        var dialog = With(values);
        return key switch
        {
            { Key: Key.Escape } => state with { Dialog = null },
            { Key: Key.Enter } => dialog.Act(state, FindActions.Show),
            { Key: Key.Character, Modifiers: Modifiers.None } => state with { Dialog = dialog with { IsCountRefused = true } },
            _ when key == ShareKey => state with { Dialog = dialog with { Share = !Share } },
            _ when key == WaitKey => dialog.Act(state, FindActions.Wait),
            _ when key == CopyKey => dialog.Act(state, FindActions.Copy),
            _ when key == ShellKey => dialog.Act(state, FindActions.Shell),
            _ => state,
        };
    }

    internal override Dialog Edited(DialogValues values) => With(values);

    /// <summary>Whether a text can be part of a number of GPUs.</summary>
    public static bool IsCount(string text) => text.All(char.IsAsciiDigit);

    /// <summary>The next number of GPUs up or down from a text.</summary>
    public static string NextCount(string text, int step) => Math.Clamp((int.TryParse(text, out var count) ? count : 0) + step, 1,
        PlacementInput.MostGpus).ToString(CultureInfo.InvariantCulture);

    /// <summary>The next nominal memory size of a GPU up or down from a text; empty below the smallest.</summary>
    public static string NextMemory(string text, int step)
    {
        var now = MemorySize.Parse(text) ?? 0;
        var sizes = NominalMemory.SizesGiB.ToArray();
        var next = step > 0 ? sizes.FirstOrDefault(size => size * 1024 > now, sizes[^1]) : sizes.LastOrDefault(size => size * 1024 < now);
        return next == 0 ? "" : $"{next}G";
    }

    /// <summary>The next time up or down from a text; empty below the shortest.</summary>
    public static string NextTime(string text, int step)
    {
        var now = Duration.ParseArgument(text) ?? TimeSpan.Zero;
        return step > 0
            ? Times.FirstOrDefault(time => Duration.ParseArgument(time) > now, Times[^1])
            : Times.LastOrDefault(time => Duration.ParseArgument(time) < now, "");
    }

    /// <summary>The models of the fleet that match a text; all for an empty one.</summary>
    public static ImmutableArray<string> ModelsOf(Fleet fleet, string text) =>
    [
        .. fleet.Servers.SelectMany(server => server.Gpus)
            .Where(gpu => gpu.Sample.Name is not null)
            .Select(gpu => ModelNames.Short(gpu.Sample.Name))
            .Distinct()
            // Part of a number is no name of a model, but may become one.
            .Where(name => name.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase) || ModelNames.Matches(text.Trim(), name))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The model of the fleet after (-1) or before (1) a text, or the first that matches it; empty before the first.</summary>
    public static string NextModel(Fleet fleet, string text, int step)
    {
        ImmutableArray<string> all = ["", .. ModelsOf(fleet, "")];
        var at = all.IndexOf(text.Trim());
        return at >= 0 ? all[Math.Clamp(at - step, 0, all.Length - 1)] : ModelsOf(fleet, text).FirstOrDefault(text);
    }

    private FindDialog With(DialogValues values) => new(
        values.Texts.ElementAtOrDefault(GpusField) ?? Gpus,
        values.Texts.ElementAtOrDefault(MemoryField) ?? Memory,
        values.Texts.ElementAtOrDefault(ModelField) ?? Model,
        values.Texts.ElementAtOrDefault(TimeField) ?? FreeFor,
        Share);

    // An invalid field gets the focus; what can never be met is on the screen already.
    private UpdateResult Act(AppState state, Func<AppState, FindAnswer, UpdateResult> action)
    {
        var answer = FindAnswer.Of(state, this);
        return answer.Problem is null
            ? action(state with { Dialog = this }, answer)
            : state with { Dialog = this with { InvalidField = answer.Field } };
    }
}
