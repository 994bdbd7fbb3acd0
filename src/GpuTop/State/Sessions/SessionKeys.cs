using System.Collections.Immutable;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Keys of the sessions view.</summary>
internal static class SessionKeys
{
    private static readonly ImmutableArray<ViewKind> Here = [ViewKind.Sessions];

    public static ImmutableArray<Binding> All { get; } =
    [
        Binding.When(Attaching.WhyNot, "attach", "into the session", Attaching.Press, KeyPress.Of(Key.Enter))
            with { Views = Here, IsAction = true },
        Binding.When(Attaching.WhyNot, "new", "a new session on this server", Attaching.New, KeyPress.Of('N'))
            with { Hint = 10, Views = Here, IsAction = true },
    ];
}
