using System.Collections.Immutable;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>Keys of the session view.</summary>
internal static class SessionKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Sessions];

    public static ImmutableArray<KeyBinding> All { get; } =
    [
        KeyBinding.When(AttachActions.WhyNot, "attach", "into the session", AttachActions.Press, KeyPress.Of(Key.Enter))
            with { Views = Here, IsAction = true },
        KeyBinding.When(AttachActions.WhyNot, "new", "a new session on this server", AttachActions.New, KeyPress.Of('N'))
            with { Hint = 10, Views = Here, IsAction = true },
    ];
}
