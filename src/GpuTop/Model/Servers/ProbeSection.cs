namespace GpuTop.Model;

/// <summary>The parts of a server's output: each has its own period and its own age.</summary>
public enum ProbeSection
{
    /// <summary>Who I am there; once.</summary>
    Identity,

    /// <summary>GPUs, every interval.</summary>
    Gpus,

    /// <summary>MIG instances, where there are any.</summary>
    MigInstances,

    /// <summary>Processes on GPUs and their owners.</summary>
    Processes,

    /// <summary>CPU and memory of the server, every interval.</summary>
    Host,

    /// <summary>The processes that use most CPU.</summary>
    Top,

    /// <summary>File systems.</summary>
    Mounts,

    /// <summary>tmux and screen.</summary>
    Sessions,

    /// <summary>Listening ports.</summary>
    Ports,

    /// <summary>Names of containers.</summary>
    Containers,
}
