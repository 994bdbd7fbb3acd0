namespace GpuTop.State;

/// <summary>What fills the screen, in the order of the number keys.</summary>
public enum ViewKind
{
    /// <summary>Servers and their GPUs.</summary>
    Fleet,

    /// <summary>Processes of the whole fleet.</summary>
    Processes,

    /// <summary>People, over all servers.</summary>
    Users,

    /// <summary>File systems.</summary>
    Storage,

    /// <summary>tmux and screen sessions of mine.</summary>
    Sessions,

    /// <summary>Tunnels, open and offered.</summary>
    Tunnels,

    /// <summary>What happened.</summary>
    Events,

    /// <summary>One GPU's page; reached by Enter, not by a number.</summary>
    Gpu,
}
