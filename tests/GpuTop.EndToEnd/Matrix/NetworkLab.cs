using System.Globalization;

namespace GpuTop.EndToEnd.Matrix;

/// <summary>A client and servers that each hang on a cable of their own, in network namespaces: what fails there fails nowhere else on
/// this machine. Server N has the address 10.231.N.2, and the client 10.231.N.1 on that cable.</summary>
internal sealed class NetworkLab : IDisposable
{
    private const string Cable = "eth0";
    private static int _count;
    private readonly string _name = $"gputop-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";
    private readonly List<string> _namespaces = [];

    /// <param name="servers">How many.</param>
    public NetworkLab(int servers)
    {
        try
        {
            Make(Client);
            for (var index = 1; index <= servers; index++)
            {
                Make(Server(index));
                Ip("-n", Client, "link", "add", $"to{index}", "type", "veth", "peer", "name", Cable, "netns", Server(index));
                Ip("-n", Client, "addr", "add", $"10.231.{index}.1/24", "dev", $"to{index}");
                Ip("-n", Server(index), "addr", "add", $"10.231.{index}.2/24", "dev", Cable);
                Ip("-n", Client, "link", "set", $"to{index}", "up");
                Ip("-n", Server(index), "link", "set", Cable, "up");
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Words for a shell, before assignments and a command that are to work at the client.</summary>
    public string AtClient => $"{Programs.Find("ip")} netns exec {Client} env ";

    private string Client => _name + "-client";

    /// <summary>Null where namespaces can be made.</summary>
    public static string? WhyNot()
    {
        if (Environment.UserName != "root" || Programs.Find("ip") is null)
        {
            return "needs root and ip, to make network namespaces";
        }

        try
        {
            using var lab = new NetworkLab(1);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return "network namespaces are not permitted here: " + refused.Message.ReplaceLineEndings(" ");
        }
    }

    /// <param name="index">From 1.</param>
    public NetworkHost Host(int index) => new(Server(index), $"10.231.{index}.2");

    /// <summary>Pulls the cable at the server's end, or puts it back.</summary>
    public void Plug(int index, bool isIn) => Ip("-n", Server(index), "link", "set", Cable, isIn ? "up" : "down");

    /// <summary>Pulls the cable for a while. Ends when it is back.</summary>
    /// <remarks>One <c>ip</c> for both, so that a busy machine that is slow to start programs does not make it longer.</remarks>
    public Task PullForAsync(int index, TimeSpan time) => Task.Factory.StartNew(
        () => Programs.Run("sh", ["-c", string.Create(CultureInfo.InvariantCulture,
            $"{{ echo link set {Cable} down; sleep {time.TotalSeconds}; echo link set {Cable} up; }} | ip -n {Server(index)} -batch -")]),
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Loses all that the client sends there, or no more.</summary>
    public void LoseFromClient(int index, bool isLost) => Lose(Client, $"10.231.{index}.2", isLost);

    /// <summary>Loses all that the server sends, or no more.</summary>
    public void LoseFromServer(int index, bool isLost) => Lose(Server(index), $"10.231.{index}.1", isLost);

    /// <summary>Gives the client another address on that cable, as another Wi-Fi does.</summary>
    public void Move(int index)
    {
        Ip("-n", Client, "addr", "del", $"10.231.{index}.1/24", "dev", $"to{index}");
        Ip("-n", Client, "addr", "add", $"10.231.{index}.3/24", "dev", $"to{index}");
    }

    public void Dispose()
    {
        foreach (var name in _namespaces)
        {
            Ip("netns", "del", name); // The cables go with it.
        }

        _namespaces.Clear();
    }

    private static void Lose(string at, string address, bool isLost) =>
        Ip("-n", at, "route", isLost ? "add" : "del", "blackhole", address + "/32");

    private static void Ip(params string[] words) => Programs.Run("ip", words);

    private void Make(string name)
    {
        Ip("netns", "add", name);
        _namespaces.Add(name);
        Ip("-n", name, "link", "set", "lo", "up");
    }

    private string Server(int index) => $"{_name}-{index}";
}
