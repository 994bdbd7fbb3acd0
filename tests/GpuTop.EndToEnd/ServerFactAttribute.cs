namespace GpuTop.EndToEnd;

/// <summary>A fact that talks to a real sshd; skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ServerFactAttribute : FactAttribute
{
    /// <param name="needs">Further programs.</param>
    public ServerFactAttribute(params string[] needs)
    {
        if (Programs.Find("sshd") is null || needs.Append("ssh").Append("ssh-keygen").FirstOrDefault(name => Programs.Find(name) is null) is not null)
        {
            Skip = "needs sshd, ssh, ssh-keygen " + string.Join(' ', needs);
        }
    }
}

/// <summary>The same, where other users can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootServerFactAttribute : ServerFactAttribute
{
    public RootServerFactAttribute()
        : base("useradd", "userdel", "chpasswd")
    {
        if (Environment.UserName != "root")
        {
            Skip ??= "needs root, to make a user with a password";
        }
    }
}
