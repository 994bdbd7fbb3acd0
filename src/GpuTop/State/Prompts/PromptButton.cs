using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>A button of a prompt.</summary>
/// <param name="Key">Its key; Enter presses the selected button.</param>
/// <param name="Text">Its label.</param>
public sealed record PromptButton(KeyPress Key, string Text)
{
    /// <summary>Cancels the login.</summary>
    public static PromptButton Cancel { get; } = new(KeyPress.Of(TerminalDriver.Key.Escape), "cancel");

    /// <summary>Compares with a pasted fingerprint.</summary>
    public static PromptButton Verify { get; } = new(KeyPress.Of('v'), "paste the fingerprint to verify");

    /// <summary>Accepts the host key.</summary>
    public static PromptButton Accept { get; } = new(KeyPress.Of('a'), "accept");

    /// <summary>Refuse.</summary>
    public static PromptButton No { get; } = new(KeyPress.Of('n'), "no");

    /// <summary>Agree.</summary>
    public static PromptButton Yes { get; } = new(KeyPress.Of('y'), "yes");
}
