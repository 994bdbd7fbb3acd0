using System.Text.RegularExpressions;

namespace GpuTop.State;

/// <summary>An ssh prompt for the user.</summary>
/// <param name="Id">Its unique, increasing id.</param>
/// <param name="Server">The server or jump host.</param>
/// <param name="Kind">The kind of input.</param>
/// <param name="Text">The text of ssh, sanitized; may have several lines.</param>
public sealed partial record Prompt(int Id, string Server, PromptKind Kind, string Text)
{
    /// <summary>Whether the answer is typed and hidden.</summary>
    public bool IsSecret => Kind is PromptKind.Password or PromptKind.Passphrase or PromptKind.OneTimeCode;

    /// <summary>The host key fingerprint, <c>SHA256:…</c>; null when the text contains none.</summary>
    public string? Fingerprint =>
        Kind == PromptKind.HostKey && FingerprintPattern().Match(Text) is { Success: true } match ? match.Value : null;

    /// <summary>Whether a text is that fingerprint, with or without the hash name.</summary>
    public bool HasFingerprint(string pasted) =>
        Fingerprint is { } fingerprint && (pasted.Trim() == fingerprint || "SHA256:" + pasted.Trim() == fingerprint);

    // ssh-keygen(1): SHA-256 in base64 without padding; older ones have MD5 in hexadecimal.
    [GeneratedRegex(@"SHA256:[A-Za-z0-9+/]{43}|MD5(?::[0-9a-f]{2}){16}")]
    private static partial Regex FingerprintPattern();
}

/// <summary>The kinds of prompts.</summary>
public enum PromptKind
{
    /// <summary>Confirmation of an unknown host key.</summary>
    HostKey,

    /// <summary>A password.</summary>
    Password,

    /// <summary>The passphrase of a key, or the PIN of a security key.</summary>
    Passphrase,

    /// <summary>Any other prompt of the server, mostly for a one-time code.</summary>
    OneTimeCode,

    /// <summary>Yes or no.</summary>
    Confirm,

    /// <summary>A message without an answer, such as a request to touch a security key; closes by itself.</summary>
    Notice,
}
