namespace GpuTop.EndToEnd;

/// <summary>What a test needs of the machine; <see cref="Requirements"/> checks it.</summary>
[Flags]
internal enum Needs
{
    /// <summary>Linux with sshd, ssh and ssh-keygen: this machine is the server, and servers are watched through /proc.</summary>
    Server = 1,

    Tmux = 1 << 1,
    Screen = 1 << 2,
    Setsid = 1 << 3,
    Python = 1 << 4,
    Ss = 1 << 5,
    Pgrep = 1 << 6,
    Unshare = 1 << 7,
    Perl = 1 << 8,

    /// <summary>ssh-agent and ssh-add.</summary>
    Agent = 1 << 9,

    /// <summary>The user is root, who can become another user.</summary>
    Root = 1 << 10,

    /// <summary>An sshd that gives terminals: one that is not root's refuses ("Attempt to write login records by non-root user").</summary>
    ServerTerminal = 1 << 11,

    /// <summary>Users with a password can be made: root, with useradd, userdel and chpasswd.</summary>
    NewUsers = 1 << 12,

    /// <summary>PAM services can be made.</summary>
    Pam = 1 << 13,

    /// <summary>Control groups can be made.</summary>
    ControlGroups = 1 << 14,

    /// <summary>Network namespaces can be made.</summary>
    Network = 1 << 15,

    /// <summary>A machine without nvidia-smi.</summary>
    NoDriver = 1 << 16,
}
