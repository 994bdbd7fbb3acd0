namespace GpuTop.Model;

/// <summary>Kind of a prompt of ssh.</summary>
public enum PromptKind
{
    /// <summary>Acceptance of an unknown host key: <c>yes</c> or the fingerprint.</summary>
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
