using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses listening TCP ports: lines <c>L</c> (a row of <c>ss</c>), <c>N</c> (a row of <c>/proc/net/tcp</c> or
/// <c>tcp6</c>), <c>O PID COMMAND</c> (command of a visible process), <c>U UID</c> (the user's own id).</summary>
internal static class ListeningPorts
{
    /// <summary>Each port of each program once, in the server's order; of several addresses the most local one.</summary>
    public static Reading.Ports Read(string text)
    {
        int? userId = null;
        var commands = new Dictionary<int, string>();
        var listeners = new List<Listener>();
        var count = 0;
        Span<Range> words = stackalloc Range[2];
        foreach (var (kind, line) in text.Tagged())
        {
            switch (kind)
            {
                case 'U':
                    userId = NumberParser.Digits(line);
                    break;
                case 'O' when commands.Count < ListLimits.Others && new WordList(line, words) is [var word, var name]
                    && NumberParser.Pid(word) is { } pid && NotAvailableText.OrNull(name) is { } command:
                    commands[pid] = command;
                    break;
                case 'L' when SsRow.Read(line) is { } listener:
                    Add(listener);
                    break;
                case 'N' when ProcNetTcp.Read(line.ToString()) is { } listener:
                    Add(listener);
                    break;
            }
        }

        return new Reading.Ports([.. Distinct(listeners).Select(listener => Named(listener, commands, userId))])
        {
            LeftOut = ListLimits.LeftOut(count, ListLimits.Others, "ports"),
        };

        void Add(Listener listener)
        {
            if (count++ < ListLimits.Others)
            {
                listeners.Add(listener);
            }
        }
    }

    private static IEnumerable<Listener> Distinct(List<Listener> listeners) =>
        listeners.GroupBy(listener => (listener.Port, listener.Address))
            .Select(same => same.MinBy(listener => listener.Pid is null))
            .GroupBy(listener => (listener.Port, listener.Pid, ProgramOf(listener)))
            .Select(same => same.MinBy(listener => DistanceOf(listener.Address)));

    // Without PIDs, sockets of one user on several addresses that "localhost" reaches count as one program.
    private static (int? UserId, string? Address) ProgramOf(Listener listener) =>
        listener.Pid is not null ? (null, null) : (listener.UserId, DistanceOf(listener.Address) < 3 ? null : listener.Address);

    private static int DistanceOf(string address) => address switch
    {
        "127.0.0.1" => 0,
        "*" or "0.0.0.0" or "::" => 1,
        "::1" => 2,
        _ => address.StartsWith("127.", StringComparison.Ordinal) ? 3 : 4,
    };

    private static ListeningPort Named(Listener listener, Dictionary<int, string> commands, int? userId)
    {
        var command = commands.GetValueOrDefault(listener.Pid ?? 0);
        bool? mine = listener.UserId is { } owner && userId is { } user ? owner == user : command is null ? null : true;
        return new ListeningPort(listener.Port, listener.Address, listener.Pid, command ?? listener.Command, mine);
    }
}

/// <summary>One listening socket.</summary>
internal readonly record struct Listener(int Port, string Address, int? Pid, string? Command, int? UserId);
