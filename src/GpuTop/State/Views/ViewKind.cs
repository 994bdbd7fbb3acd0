namespace GpuTop.State;

/// <summary>The views, in the order of the number keys.</summary>
public enum ViewKind
{
    /// <summary>Servers and their GPUs.</summary>
    Fleet,

    /// <summary>The processes of all servers.</summary>
    Processes,

    /// <summary>The users of all servers.</summary>
    Users,

    /// <summary>File systems.</summary>
    Storage,

    /// <summary>The user's tmux and screen sessions.</summary>
    Sessions,

    /// <summary>Open and available tunnels.</summary>
    Tunnels,

    /// <summary>The event log.</summary>
    Events,

    /// <summary>The page of one GPU; opened by Enter, without a number key.</summary>
    Gpu,
}
