using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>
/// The key bindings outside dialogs and text fields. A new key goes into the <c>*Keys</c> file of its view; keys of a dialog are in its
/// <c>Press</c>, keys of the configuration in <see cref="UserCommandMenu"/>.
/// </summary>
public static class Keymap
{
    /// <summary>All bindings, in the order of the help.</summary>
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        .. NavigationKeys.All, GeneralKeys.Answer, .. TunnelKeys.All, .. ServerKeys.All, .. SessionKeys.All, .. EventKeys.All,
        .. FleetKeys.All, .. GpuKeys.All, .. SortKeys.All, .. ProcessKeys.All, .. UserKeys.All,
        .. GeneralKeys.All, .. ReplayKeys.All,
    ];

    /// <summary>The available bindings: without actions in read-only mode and replay keys outside a replay.</summary>
    public static ImmutableArray<KeyBinding> OfferedIn(AppState state) =>
        All.RemoveAll(binding => (binding.IsAction && state.Options.ReadOnly) || (binding.IsReplay && state.Replay is null));

    /// <summary>The bindings in the help of a view: its own first, then those of every view.</summary>
    public static ImmutableArray<KeyBinding> OfferedIn(AppState state, ViewKind view) =>
        [.. OfferedIn(state).Where(binding => binding.ActsIn(view)).OrderBy(binding => binding.Views.IsEmpty)];

    /// <summary>The notice that names the other views in which a key acts; null when it acts in none.</summary>
    public static string? OtherViewsOf(KeyPress key)
    {
        var views = All.Where(binding => binding.Keys.Contains(key)).SelectMany(binding => binding.Views).Distinct().Order().ToList();
        return views.Count == 0 ? null : $"{key} does nothing here; it does in: {string.Join(", ", views).ToLowerInvariant()}";
    }

    /// <summary>Whether a key controls the terminal: active in dialogs and text fields too.</summary>
    public static bool IsOfTerminal(KeyPress key) =>
        key == KeyPress.Of('z', Modifiers.Control) || key == KeyPress.Of('l', Modifiers.Control);

    /// <summary>The binding of a key in a view; null when there is none.</summary>
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
