using GpuTop.Cli;
using GpuTop.Config;
using GpuTop.Ssh;

namespace GpuTop;

internal static class Program
{
    // ssh starts this same program to ask the user; everything else is the command line's.
    private static int Main(string[] args)
    {
        SearchPath.Restrict();
        return AskpassClient.IsWanted ? AskpassClient.Run(args) : CommandLine.Run(args);
    }
}
