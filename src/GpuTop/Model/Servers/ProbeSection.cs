namespace GpuTop.Model;

/// <summary>Sections of the probe's output, each with its own period.</summary>
public enum ProbeSection
{
    /// <summary>Connected account; once.</summary>
    Identity,

    /// <summary>GPU samples, every interval.</summary>
    Gpus,

    /// <summary>MIG instances, if any.</summary>
    MigInstances,

    /// <summary>Processes on GPUs and their owners.</summary>
    Processes,

    /// <summary>CPU and memory of the server, every interval.</summary>
    Host,

    /// <summary>Processes with the highest CPU use.</summary>
    Top,

    /// <summary>File systems.</summary>
    Mounts,

    /// <summary>tmux and screen sessions.</summary>
    Sessions,

    /// <summary>Listening ports.</summary>
    Ports,

    /// <summary>Names of containers.</summary>
    Containers,
}
