using System.Diagnostics;

namespace GpuTop.EndToEnd;

/// <summary>Folders of tests.</summary>
internal static class Folders
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Deletes one with all in it, also where processes that are about to end still write there.</summary>
    public static void Delete(string path)
    {
        var clock = Stopwatch.StartNew();
        while (Directory.Exists(path))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (clock.Elapsed < Patience)
            {
                Thread.Sleep(20);
            }
        }
    }
}
