using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>
/// The key bindings outside dialogs and text fields. A new key goes into the <c>*Keys</c> file of its view; keys of a dialog are in its
/// <c>Press</c>, keys of the configuration in <see cref="UserCommandMenu"/>.
/// </summary>
public static class Keymap
{
    /// <summary>All bindings, in the order of the palette.</summary>
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        .. NavigationKeys.All, GeneralKeys.Answer, .. TunnelKeys.All, .. ServerKeys.All, .. SessionKeys.All, .. StorageKeys.All,
        .. EventKeys.All, .. FleetKeys.All, .. GpuKeys.All, .. SortKeys.All, .. ProcessKeys.All, .. UserKeys.All,
        .. GeneralKeys.All, .. ReplayKeys.All,
    ];

    /// <summary>The available bindings: without actions in read-only mode and replay keys outside a replay.</summary>
    public static ImmutableArray<KeyBinding> OfferedIn(AppState state) =>
        All.RemoveAll(binding => (binding.IsAction && state.Options.ReadOnly) || (binding.IsReplay && state.Replay is null));

    /// <summary>The bindings about the selected item of the view that is shown; that of Enter first.</summary>
    public static IEnumerable<KeyBinding> OfItemIn(AppState state) => OfferedIn(state)
        .Where(binding => binding.ActsIn(state.View) && binding.Group == ActionGroup.Item)
        .OrderBy(binding => binding.Keys[0].Key != Key.Enter);

    /// <summary>The notice for a key without a binding in this view, with the views that have one; null for a key that is often pressed
    /// by mistake, such as one with Alt.</summary>
    public static string? NoticeOf(KeyPress key)
    {
        var views = All.Where(binding => binding.Keys.Contains(key)).SelectMany(binding => binding.Views).Distinct().Order().ToList();
        return views.Count > 0 ? $"{key} does nothing here; it does in: {string.Join(", ", views).ToLowerInvariant()}"
            : key.Modifiers == Modifiers.None && key.Key is Key.Character or (>= Key.F1 and <= Key.F12)
                ? $"{key} does nothing; ? shows what can be done here"
            : null;
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
