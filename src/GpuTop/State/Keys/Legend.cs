using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The legend at the end of the palette: words of the filter, signs, colours and the mouse.</summary>
internal static class Legend
{
    private static readonly ImmutableArray<(string Sign, string Meaning)> Signs =
    [
        ("FREE", "unused, and that for long enough: gaps between epochs do not count"),
        ("free?", "looks free, not yet for long enough or not certain"),
        ("BUSY", "somebody computes on it"),
        ("IDLE", "memory is held, but nothing has been computed for long"),
        ("SICK", "the driver reports a fault"),
        ("–", "not known, not supported or not permitted; never shown as 0"),
        ("≥", "at least: it began before gputop looked"),
        ("+2", "two more processes than there is room for"),
        ("▌", "the cursor"),
        ("▸ ▾", "a folded server; its GPUs are listed below it"),
        ("*", "a marked process"),
        ("✕", "no connection, or no answer of the driver"),
        ("·", "connecting"),
        ("!", "the server asks for something: p answers"),
        ("green", "free, or a low value"),
        ("yellow", "look at it: idle, or a high value"),
        ("red", "sick, lost, or a very high value"),
        ("grey", "old data, or what cannot be done now"),
    ];

    private static readonly ImmutableArray<(string Input, string Effect)> Mouse =
    [
        ("click", "selects; on a column's head it sorts, on a count of the header it filters, on a key at the bottom it presses it"),
        ("double click", "does what Enter does"),
        ("right click", "opens the menu of what was clicked"),
        ("wheel", "moves the cursor, or scrolls"),
    ];

    /// <summary>The entries; the words of the filter begin one, the others explain only.</summary>
    public static IEnumerable<Choice> Of(AppState state)
    {
        var words = FilterInput.WhyNot(state) is null ? ListViews.Of(state.View)?.Fields ?? FleetFilter.Fields : [];
        return
        [
            .. words.Select(field => new Choice($"{field}:", next => FilterInput.Begin(next.WithFilter($"{field}:")))
            {
                Detail = $"shows only what has the word after it as its {field}, with * and ?; several words must all match",
                Group = ActionGroup.FilterWords,
            }),
            .. Signs.Select(entry => Entry(entry, ActionGroup.Signs)),
            .. Mouse.Select(entry => Entry(entry, ActionGroup.Mouse)),
        ];
    }

    private static Choice Entry((string Text, string Detail) entry, ActionGroup group) =>
        new(entry.Text, state => state) { Detail = entry.Detail, Group = group };
}
