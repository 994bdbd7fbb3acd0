using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The palette: every action with its keys, own commands, servers and a legend, by groups or filtered by words of their names
/// and descriptions.</summary>
/// <param name="Text">The words.</param>
public sealed record PaletteDialog(string Text = "") : Dialog
{
    internal override bool EnterActs => true;

    /// <summary>Whether words are typed; the matches are not grouped then.</summary>
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text);

    /// <summary>What the words match, the best match first; everything in the order of its groups without words.</summary>
    public ImmutableArray<Choice> Matches(AppState state)
    {
        var words = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // By the view and not by what is available now: the selected entry must not become another one while it is read.
        return
        [
            .. All(state)
                .Where(choice => words.All(word => Contains(choice.Text, word) || Contains(choice.Detail, word)))
                .OrderBy(choice => words.Length == 0 ? choice.Group : 0)
                .ThenBy(choice => choice.Group is ActionGroup.FilterWords or ActionGroup.Signs or ActionGroup.Mouse)
                .ThenBy(choice => choice.IsElsewhere)
                .ThenBy(choice => words.Count(word => !Contains(choice.Text, word)))
                .ThenBy(choice => words is [var first, ..] && !choice.Text.StartsWith(first, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    internal override UpdateResult Press(AppState state, KeyPress key, DialogValues values) => key.Key switch
    {
        Key.Escape => state with { Dialog = null },
        Key.Enter when Matches(state).ElementAtOrDefault(values.Index) is { } choice => choice.Run(state),
        _ => state,
    };

    internal override Dialog Edited(DialogValues values) => new PaletteDialog(values.Text);

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Choice> All(AppState state)
    {
        var ofItem = Keymap.OfItemIn(state).ToList();
        foreach (var binding in ofItem.Concat(Keymap.OfferedIn(state).Where(other => !ofItem.Contains(other))))
        {
            if (binding != GeneralKeys.Palette)
            {
                yield return Of(state, binding);
            }
        }

        foreach (var command in UserCommandMenu.Choices(state))
        {
            yield return command with { Group = ActionGroup.Commands };
        }

        foreach (var server in state.Shown.Servers)
        {
            yield return new Choice($"go to {server.Name}", next => FleetActions.GoTo(next, new ItemKey(server.Name)))
            {
                Detail = server.IsLocal ? "this machine" : server.Host == server.Name ? "" : server.Host,
                Group = ActionGroup.Servers,
            };
        }

        foreach (var entry in Legend.Of(state))
        {
            yield return entry;
        }
    }

    private static Choice Of(AppState state, KeyBinding binding)
    {
        var isHere = binding.ActsIn(state.View);
        return new Choice(binding.Name, binding.Run)
        {
            Key = binding.Keys[0],
            OtherKeys = binding.Keys[1..],
            Detail = binding.Help,
            Group = isHere ? binding.Group : ActionGroup.Elsewhere,
            IsElsewhere = !isHere,
            WhyNot = isHere ? binding.WhyNot(state) : $"in: {string.Join(", ", binding.Views).ToLowerInvariant()}",
        };
    }
}
