using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>What can be done about a question by one key.</summary>
/// <param name="Key">Its own key; Enter takes the one that is chosen.</param>
/// <param name="Text">What it does.</param>
public sealed record PromptButton(KeyPress Key, string Text)
{
    /// <summary>Connect to nobody.</summary>
    public static PromptButton Cancel { get; } = new(KeyPress.Of(Terminal.Key.Escape), "cancel");

    /// <summary>Compare with a fingerprint that came another way.</summary>
    public static PromptButton Verify { get; } = new(KeyPress.Of('v'), "paste the fingerprint to verify");

    /// <summary>Take the key for the server's.</summary>
    public static PromptButton Accept { get; } = new(KeyPress.Of('a'), "accept");

    /// <summary>Refuse.</summary>
    public static PromptButton No { get; } = new(KeyPress.Of('n'), "no");

    /// <summary>Agree.</summary>
    public static PromptButton Yes { get; } = new(KeyPress.Of('y'), "yes");
}
