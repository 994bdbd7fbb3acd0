using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

/// <summary>Sample prompts, and a fleet with open prompts.</summary>
internal static class PromptFleet
{
    public const string Fingerprint = "SHA256:bX2l5o4UeWmTq0Jc3yYkN1rVwz8aPZKfQhG7dsEA9iM";

    private const string HostKeyText = $"""
        The authenticity of host '[127.0.0.1]:22022 ([127.0.0.1]:22022)' can't be established.
        ED25519 key fingerprint is {Fingerprint}.
        This key is not known by any other names.
        Are you sure you want to continue connecting (yes/no/[fingerprint])?
        """;

    public static readonly Prompt HostKey = new(1, "gpu01", PromptKind.HostKey, HostKeyText);
    public static readonly Prompt Password = new(2, "jump host gw", PromptKind.Password, "alice@gw's password:");
    public static readonly Prompt Code = new(3, "gpu02", PromptKind.OneTimeCode, "(alice@gpu02) Verification code:");

    /// <summary>A fleet with open prompts.</summary>
    public static AppState Asked(params Prompt[] prompts) => prompts.Aggregate(ActionFleet.State(), Hear);

    public static AppState Type(AppState state, string text) => text.Aggregate(state, (typed, letter) => typed.Press(letter).State);

    public static AppState Hear(AppState state, Prompt prompt) => Update.Apply(state, new Message.PromptOpened(prompt), state.Now).State;
}
