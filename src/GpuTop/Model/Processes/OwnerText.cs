namespace GpuTop.Model;

/// <summary>Owner of a process as far as visible: login name and container. Equal for processes of one user on one server. Formats
/// without allocating a string.</summary>
/// <param name="User">Login name, or the user id when the name is unknown; null when the process is not visible.</param>
/// <param name="Runtime">Container runtime, <c>docker</c>; null on the bare host.</param>
/// <param name="Container">Name of the container, else its id; null on the bare host.</param>
/// <param name="IsNamed">Whether <paramref name="Container"/> is a name; an id is shortened.</param>
public readonly record struct OwnerText(string? User, string? Runtime, string? Container, bool IsNamed) : ISpanFormattable
{
    // Enough digits to distinguish the containers of one server.
    private const int ShownOfId = 4;

    /// <summary>Key of the color: the container's name for a process of root in a container, else the login name.</summary>
    public string HueKey => (IsNamed ? Container : User) ?? Container ?? "";

    /// <summary>Returns the owner of a process.</summary>
    public static OwnerText Of(GpuProcess process) => process.Container switch
    {
        _ when process.ActsFor is { } human => new OwnerText(human, null, null, false),
        null => new OwnerText(process.User, null, null, false),
        { Name: null, Pod: { } pod } => new OwnerText(process.User, "pod", pod, false),
        var container => new OwnerText(process.User, container.Runtime, container.Name ?? container.Id, container.Name is not null),
    };

    /// <summary>Owner as text: <c>alice</c>, <c>root (docker carol_resnet)</c>, <c>root (docker 3f2a…)</c>, <c>uid 1004</c>,
    /// <c>not visible</c>.</summary>
    public static string TextOf(GpuProcess process) => Of(process).ToString();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => $"{this}";

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var name = Container.AsSpan();
        name = IsNamed || name.Length <= ShownOfId ? name : name[..ShownOfId];
        var cut = name.Length < (Container?.Length ?? 0) ? "…" : "";
        return (User, Runtime) switch
        {
            (null, null) => destination.TryWrite($"not visible", out charsWritten),
            (null, _) => destination.TryWrite($"({Runtime} {name}{cut})", out charsWritten),
            ({ } user, null) when char.IsAsciiDigit(user[0]) => destination.TryWrite($"uid {user}", out charsWritten),
            ({ } user, null) => destination.TryWrite($"{user}", out charsWritten),
            ({ } user, _) => destination.TryWrite($"{user} ({Runtime} {name}{cut})", out charsWritten),
        };
    }
}
