using System.Collections.Immutable;

namespace GpuTop.Cli;

/// <summary>The checks that have ended, and those that run. Any thread.</summary>
/// <param name="servers">Names of all servers.</param>
internal sealed class CheckProgress(IEnumerable<string> servers)
{
    private readonly Lock _gate = new();
    private ImmutableArray<string> _running = [.. servers];
    private bool _isInterrupted;
    private ImmutableHashSet<ServerCheck> _printed = [];

    /// <summary>The checks that were printed when they ended.</summary>
    public ImmutableHashSet<ServerCheck> Printed
    {
        get
        {
            lock (_gate)
            {
                return _printed;
            }
        }
    }

    /// <summary>Text of the status line; empty when all have ended.</summary>
    public string Status
    {
        get
        {
            lock (_gate)
            {
                return _running.IsEmpty || _isInterrupted ? "" : $"checking {string.Join(", ", _running)}; Ctrl-C goes on without";
            }
        }
    }

    /// <summary>Prints no results from now on: those that connections give which are closed now.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            _isInterrupted = true;
        }
    }

    /// <summary>Ends a check.</summary>
    /// <param name="check">Its result.</param>
    /// <param name="user">Prints the result; null to print it later.</param>
    public void End(ServerCheck check, ConsolePrompter? user)
    {
        lock (_gate)
        {
            _running = _running.Remove(check.Server);
            if (user is not null && !_isInterrupted)
            {
                using var text = new StringWriter { NewLine = "\n" };
                CheckCommand.WriteText(text, [check]);
                user.Print(text.ToString());
                _printed = _printed.Add(check);
            }
        }
    }
}
