using GpuTop.Ssh;

namespace GpuTop;

internal static class Program
{
    private static int Main(string[] arguments) => AskpassClient.IsWanted ? AskpassClient.Run(arguments) : 0;
}
