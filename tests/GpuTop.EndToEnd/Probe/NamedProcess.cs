using System.Diagnostics;

namespace GpuTop.EndToEnd.Probe;

/// <summary>A process whose name (<c>comm</c>, at most 15 bytes) is any text without a slash, as any user of a server may choose
/// it.</summary>
internal sealed class NamedProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-name-").FullName;
    private readonly Process _process;

    public NamedProcess(string name)
    {
        // The kernel takes the name from the file that is executed, also when that is a link.
        var file = Path.Combine(_folder, name);
        File.CreateSymbolicLink(file, Programs.Find("sleep")!);
        _process = Process.Start(file, "1000");
        var clock = Stopwatch.StartNew();
        while (File.ReadAllText($"/proc/{Pid}/comm") != name + "\n")
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "the name is not taken");
            Thread.Yield();
        }
    }

    public int Pid => _process.Id;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
