namespace GpuTop.EndToEnd;

/// <summary>A fact that talks to a real sshd; skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ServerFactAttribute : FactAttribute
{
    /// <param name="needs">Further programs.</param>
    public ServerFactAttribute(params string[] needs) => Skip = WhyNot(needs);

    /// <summary>A program that must not be there.</summary>
    public string Without
    {
        get => "";
        set => Skip ??= Programs.Find(value) is null ? null : $"needs a machine without {value}";
    }

    /// <summary>Null when all programs are there.</summary>
    public static string? WhyNot(params string[] needs)
    {
        string[] all = ["sshd", "ssh", "ssh-keygen", .. needs];
        return !OperatingSystem.IsLinux() ? "needs Linux: this machine is the server, and servers are watched through /proc" : all.All(name => Programs.Find(name) is not null) ? null : "needs " + string.Join(", ", all);
    }
}

/// <summary>The same, where the server gives terminals: an sshd that is not root's refuses to ("Attempt to write login records by
/// non-root user").</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalServerFactAttribute : ServerFactAttribute
{
    /// <param name="needs">Further programs.</param>
    public TerminalServerFactAttribute(params string[] needs)
        : base(needs) => Skip ??= Environment.UserName == "root" ? null : "needs root: only its sshd gives terminals";
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServerFactTheoryAttribute : TheoryAttribute
{
    /// <param name="needs">Further programs.</param>
    public ServerFactTheoryAttribute(params string[] needs) => Skip = ServerFactAttribute.WhyNot(needs);
}

/// <summary>The same, where other users can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootServerFactAttribute : ServerFactAttribute
{
    /// <param name="needs">Further programs.</param>
    public RootServerFactAttribute(params string[] needs)
        : base(needs) => Skip ??= WhyNot();

    public static string? WhyNot() => ServerFactAttribute.WhyNot("useradd", "userdel", "chpasswd")
        ?? (Environment.UserName == "root" ? null : "needs root, to make a user with a password");
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootServerFactTheoryAttribute : TheoryAttribute
{
    public RootServerFactTheoryAttribute() => Skip = RootServerFactAttribute.WhyNot();
}
