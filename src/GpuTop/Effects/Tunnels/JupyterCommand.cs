namespace GpuTop.Effects;

/// <summary>The question for the list of Jupyter servers.</summary>
internal static class JupyterCommand
{
    /// <summary>What the answer is known by on the wire; no number, so that it is nobody else's.</summary>
    public const string Id = "jupyter";

    /// <summary>Asks with the Python that the server runs in, which is hardly ever in PATH; old releases call the list otherwise.</summary>
    /// <param name="pid">Process of a Jupyter server.</param>
    public static string Command(int pid) =>
        $"p=$(readlink /proc/{pid}/exe); for c in server notebook; do \"$p\" -m jupyter $c list 2>/dev/null || jupyter $c list 2>/dev/null; done";
}
