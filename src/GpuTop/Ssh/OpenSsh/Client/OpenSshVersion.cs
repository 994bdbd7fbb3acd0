using System.Text.RegularExpressions;

namespace GpuTop.Ssh;

/// <summary>Release of the OpenSSH client.</summary>
internal readonly partial record struct OpenSshVersion(int Major, int Minor)
{
    /// <summary>Whether it has StdinNull, ForkAfterAuthentication and SessionType; older versions exit on an unknown option.</summary>
    public bool HasSessionOptions => AtLeast(8, 7);

    /// <summary>Whether it has SSH_ASKPASS_REQUIRE; older versions use askpass only with DISPLAY set and without a controlling
    /// terminal.</summary>
    public bool HasAskpassRequire => AtLeast(8, 4);

    public override string ToString() => $"OpenSSH {Major}.{Minor}";

    /// <summary>Parses the output of <c>ssh -V</c>; null when it is not OpenSSH.</summary>
    public static OpenSshVersion? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            && int.TryParse(match.Groups[1].ValueSpan, out var major)
            && int.TryParse(match.Groups[2].ValueSpan, out var minor)
            ? new OpenSshVersion(major, minor)
            : null;
    }

    private bool AtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);

    // The Windows port prints OpenSSH_for_Windows_9.5p1. A wrapper or a broken LD_PRELOAD may print lines before.
    [GeneratedRegex(@"^OpenSSH_(?:for_Windows_)?(\d{1,4})\.(\d{1,4})", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Pattern();
}
