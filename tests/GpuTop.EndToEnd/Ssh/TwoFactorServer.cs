namespace GpuTop.EndToEnd.Ssh;

/// <summary>A server that asks a user of its own for a password, and then for a code.</summary>
internal sealed class TwoFactorServer : IDisposable
{
    private readonly PamService _pam;

    /// <param name="codes">How often it asks for the code.</param>
    public TwoFactorServer(int codes = 1)
    {
        _pam = new PamService([PamService.AsksForPassword, .. Enumerable.Repeat(PamService.AsksForCode, codes).SelectMany(lines => lines)]);
        Ssh = new SshServer(_pam, "PubkeyAuthentication no");
    }

    public SshServer Ssh { get; }

    /// <summary>For <c>ssh</c>.</summary>
    public string Host => User.Name + "@srv";

    /// <summary>Its first question.</summary>
    public string AsksForPassword => $"({User.Name}@127.0.0.1) Password:";

    /// <summary>Its next question.</summary>
    public string AsksForCode => $"({User.Name}@127.0.0.1) Password required for {User.Name}.";

    private TemporaryUser User { get; } = new();

    public void Dispose()
    {
        Ssh.Dispose();
        _pam.Dispose();
        User.Dispose();
    }
}
