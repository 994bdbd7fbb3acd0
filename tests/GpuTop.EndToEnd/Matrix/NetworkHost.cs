namespace GpuTop.EndToEnd.Matrix;

/// <summary>A place with a network of its own.</summary>
/// <param name="Namespace">Its name for <c>ip netns</c>.</param>
/// <param name="Address">Where others reach it.</param>
internal sealed record NetworkHost(string Namespace, string Address)
{
    /// <summary>A command line as it runs there. <c>ip</c> becomes the command: the process id is the same.</summary>
    public string[] Command(params string[] words) => [Programs.Find("ip")!, "netns", "exec", Namespace, .. words];
}
