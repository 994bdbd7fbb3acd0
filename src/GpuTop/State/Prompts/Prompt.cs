using System.Text.RegularExpressions;

namespace GpuTop.State;

/// <summary>A question of ssh that waits for the user.</summary>
/// <param name="Id">Tells it from all others of this run; later ones have greater numbers.</param>
/// <param name="Server">The server or jump host that asks.</param>
/// <param name="Kind">What is wanted.</param>
/// <param name="Text">ssh's own words, cleaned; may have several lines.</param>
public sealed partial record Prompt(int Id, string Server, PromptKind Kind, string Text)
{
    /// <summary>Whether the answer is typed and not shown.</summary>
    public bool IsSecret => Kind is PromptKind.Password or PromptKind.Passphrase or PromptKind.OneTimeCode;

    /// <summary>The fingerprint of the host key in question, <c>SHA256:…</c>; null when the text holds none.</summary>
    public string? Fingerprint => Kind == PromptKind.HostKey && FingerprintPattern().Match(Text) is { Success: true } match ? match.Value : null;

    /// <summary>Whether what somebody pasted is that fingerprint, with or without the name of the hash before it.</summary>
    public bool HasFingerprint(string pasted) =>
        Fingerprint is { } fingerprint && (pasted.Trim() == fingerprint || "SHA256:" + pasted.Trim() == fingerprint);

    // ssh-keygen(1): SHA-256 in base64 without padding; older ones have MD5 in hexadecimal.
    [GeneratedRegex(@"SHA256:[A-Za-z0-9+/]{43}|MD5(?::[0-9a-f]{2}){16}")]
    private static partial Regex FingerprintPattern();
}

/// <summary>What a prompt wants.</summary>
public enum PromptKind
{
    /// <summary>Whether the key of an unknown server is right.</summary>
    HostKey,

    /// <summary>A password.</summary>
    Password,

    /// <summary>The passphrase of a key, or the PIN of a security key.</summary>
    Passphrase,

    /// <summary>Any other question of the server, mostly a one-time code.</summary>
    OneTimeCode,

    /// <summary>Yes or no.</summary>
    Confirm,

    /// <summary>Nothing but attention, such as to touch a security key; goes away by itself.</summary>
    Notice,
}
