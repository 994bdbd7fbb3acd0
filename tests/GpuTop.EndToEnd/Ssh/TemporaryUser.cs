namespace GpuTop.EndToEnd.Ssh;

/// <summary>A user of this machine with a password, until disposed.</summary>
internal sealed class TemporaryUser : IDisposable
{
    public const string Password = "correct horse";

    // useradd and userdel fail while another of them holds the lock of /etc/passwd.
    private static readonly Lock Accounts = new();

    private readonly string _shell;

    /// <param name="shell">Login shell.</param>
    public TemporaryUser(string shell = "/bin/sh")
    {
        _shell = shell;
        lock (Accounts)
        {
            Programs.Run("useradd", ["-m", "-s", shell, Name]);
            Programs.Run("chpasswd", [], $"{Name}:{Password}\n");
        }
    }

    public string Name { get; } = $"gputop{Guid.NewGuid():N}"[..16];

    public string Home => "/home/" + Name;

    /// <summary>Writes a file in the user's home.</summary>
    public void Write(string name, string text)
    {
        var path = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
        Programs.Run("chown", ["-R", Name, Home]);
    }

    /// <summary>Lets the user log in with the same shell under another name.</summary>
    public void ChangeShell(string name)
    {
        var path = Path.Combine(Home, name);
        File.CreateSymbolicLink(path, _shell);
        lock (Accounts)
        {
            Programs.Run("usermod", ["-s", path, Name]);
        }
    }

    public void Dispose()
    {
        lock (Accounts)
        {
            Programs.Run("userdel", ["-r", "-f", Name]);
        }
    }
}
