namespace GpuTop.Config;

/// <summary>Which ssh client connects.</summary>
public enum SshChoice
{
    /// <summary>OpenSSH where one is that can share connections, else the built-in client.</summary>
    Auto,

    /// <summary>The ssh of this machine.</summary>
    OpenSsh,

    /// <summary>The client inside gputop.</summary>
    Builtin,
}
