using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>The one table of keys; each group of keys has its own file.</summary>
public static class Keymap
{
    /// <summary>Every key that does something while no dialog is open and no text is typed, in the order of the help.</summary>
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        .. MoveKeys.All, .. ViewKeys.All, .. PromptKeys.All, .. TunnelKeys.All, .. ServerKeys.All, .. SessionKeys.All, .. EventKeys.All,
        .. FleetKeys.All, .. GpuKeys.All, .. SortKeys.All, .. ProcessKeys.All, .. UserKeys.All,
        .. FindKeys.All, .. GeneralKeys.All, .. ReplayKeys.All,
    ];

    /// <summary>The lines that the user may use: without those that act on servers where that is left out.</summary>
    public static ImmutableArray<KeyBinding> OfferedIn(AppState state) =>
        All.RemoveAll(binding => (binding.IsAction && state.Options.ReadOnly) || (binding.IsReplay && state.Replay is null));

    /// <summary>The lines of the help, opened in a view: first its own, then those of every view; other views have theirs.</summary>
    public static ImmutableArray<KeyBinding> OfferedIn(AppState state, ViewKind view) =>
        [.. OfferedIn(state).Where(binding => binding.ActsIn(view)).OrderBy(binding => binding.Views.IsEmpty)];

    /// <summary>The notice that names the other views in which a key acts; null when it acts in none.</summary>
    public static string? OtherViewsOf(KeyPress key)
    {
        var views = All.Where(binding => binding.Keys.Contains(key)).SelectMany(binding => binding.Views).Distinct().Order().ToList();
        return views.Count == 0 ? null : $"{key} does nothing here; it does in: {string.Join(", ", views).ToLowerInvariant()}";
    }

    /// <summary>Whether a key is about the terminal: it does the same while a dialog is open or text is typed.</summary>
    public static bool IsOfTerminal(KeyPress key) =>
        key == KeyPress.Of('z', Modifiers.Control) || key == KeyPress.Of('l', Modifiers.Control);

    /// <summary>The line of the table that a key stands in; null when the key does nothing in that view.</summary>
    public static KeyBinding? Find(KeyPress key, ViewKind view)
    {
        foreach (var binding in All)
        {
            if (!binding.IsReplay && binding.ActsIn(view) && binding.Keys.Contains(key))
            {
                return binding;
            }
        }

        return null;
    }
}
