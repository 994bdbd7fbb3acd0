namespace GpuTop.Effects;

/// <summary>The command that lists Jupyter servers.</summary>
internal static class JupyterCommand
{
    /// <summary>Id of the answer on the wire; no number, so that it differs from those of other requests.</summary>
    public const string Id = "jupyter";

    /// <summary>Lists with the server's own Python, which is rarely in PATH; old releases use <c>notebook</c> for <c>server</c>.</summary>
    /// <param name="pid">Process of a Jupyter server.</param>
    public static string Command(int pid) =>
        $"p=$(readlink /proc/{pid}/exe); for c in server notebook; do "
        + "\"$p\" -m jupyter $c list 2>/dev/null || jupyter $c list 2>/dev/null; done";
}
