using GpuTop.Cli;
using GpuTop.Config;
using GpuTop.Ssh;

namespace GpuTop;

internal static class Program
{
    // ssh starts this program again as its SSH_ASKPASS.
    private static int Main(string[] args)
    {
        SearchPath.Restrict();
        return AskpassClient.IsWanted ? AskpassClient.Run(args) : CommandLine.Run(args);
    }
}
