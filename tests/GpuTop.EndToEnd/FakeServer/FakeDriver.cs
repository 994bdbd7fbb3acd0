using System.Diagnostics;

namespace GpuTop.EndToEnd;

/// <summary>The folder by which a test tells the stand-in for <c>nvidia-smi</c> what to answer; it may change while that runs. What can be
/// said stands at the head of <c>FakeServer/nvidia-smi</c>.</summary>
internal sealed class FakeDriver : IDisposable
{
    private readonly FileStream _device;

    public FakeDriver()
    {
        State = Directory.CreateTempSubdirectory("gputop-driver-").FullName;
        Directory.CreateDirectory(Path.Combine(State, "dev"));
        _device = File.Create(Path.Combine(State, "dev", "nvidia0"));
    }

    /// <summary>Value of <c>GPUTOP_FAKE_STATE</c>; it also tells the processes of this test from all others.</summary>
    public string State { get; }

    /// <summary>A file that stands for the device of a GPU: the probe looks at names only.</summary>
    public string Device => _device.Name;

    /// <summary>The folder for the front of <c>PATH</c>.</summary>
    public static string Programs { get; } = Path.Combine(FindRoot(), "tests", "GpuTop.EndToEnd", "FakeServer");

    /// <summary>A program that has a GPU device open, as all that compute on one have. The test itself has it open too.</summary>
    public ProcessStartInfo Job(string file, params string[] arguments) =>
        new("sh", ["-c", "exec 9<\"$0\"; exec \"$@\"", Device, file, .. arguments]);

    public void Gpus(params string[] cards) => Write("gpus", cards);

    public void Processes(params string[] rows) => Write("processes", rows);

    public void Machine(string number) => Write("machine", number);

    public void Unknown(params string[] fields) => Write("unknown", fields);

    public void Fault(string words) => Write("fault", words);

    public void Script(params string[] lines)
    {
        Write("script", lines);
        Fault("script");
    }

    public void Fail(string text, int code)
    {
        Write("text", text);
        Write("code", code.ToString());
        Fault("fail");
    }

    /// <summary>All processes that were started under this driver's environment, and still are: PID and command line.</summary>
    public IReadOnlyList<(int Pid, string Command)> Running() =>
        [.. from folder in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(folder), out _)
            let pid = int.Parse(Path.GetFileName(folder))
            where Read(pid, "environ").Contains(State, StringComparison.Ordinal)
            select (pid, Read(pid, "cmdline").Replace('\0', ' '))];

    /// <summary>The command lines of those that were started as programs: not the copy that a shell makes of itself and that is about to
    /// become another program, or does part of its work.</summary>
    public string[] Calls()
    {
        var running = Running();
        var commands = running.ToDictionary(process => process.Pid, process => process.Command);
        return [
            .. running.Where(process => commands.GetValueOrDefault(EndToEnd.Processes.ParentOf(process.Pid)) != process.Command).Select(
                process => process.Command)];
    }

    public void Dispose()
    {
        _device.Dispose();
        Folders.Delete(State);
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GpuTop.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("GpuTop.sln was not found above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }

    // Moved into place, so that the stand-in never reads half a file.
    private void Write(string name, params string[] lines)
    {
        var path = Path.Combine(State, name);
        File.WriteAllText(path + ".new", string.Concat(lines.Select(line => line + "\n")));
        File.Move(path + ".new", path, overwrite: true);
    }
}
