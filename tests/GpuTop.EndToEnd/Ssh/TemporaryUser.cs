namespace GpuTop.EndToEnd.Ssh;

/// <summary>A user of this machine with a password, until disposed.</summary>
internal sealed class TemporaryUser : IDisposable
{
    public const string Password = "correct horse";

    /// <param name="shell">Login shell.</param>
    public TemporaryUser(string shell = "/bin/sh")
    {
        Programs.Run("useradd", ["-m", "-s", shell, Name]);
        Programs.Run("chpasswd", [], $"{Name}:{Password}\n");
    }

    public string Name { get; } = $"gputop{Guid.NewGuid():N}"[..16];

    public string Home => "/home/" + Name;

    public void Dispose() => Programs.Run("userdel", ["-r", "-f", Name]);
}
