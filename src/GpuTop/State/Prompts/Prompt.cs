using System.Text.RegularExpressions;
using GpuTop.Model;

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
