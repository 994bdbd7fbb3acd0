using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Requests of accounts that the process section leaves out: real names when they are shown, and login names of numeric ids.
/// Each is requested once per connection.</summary>
internal static class AccountRequests
{
    // The limit per connection, because the names come from the server.
    private const int MostAccounts = 4096;

    /// <summary>Turns real names on or off.</summary>
    public static UpdateResult Toggle(AppState state)
    {
        UpdateResult step = state with { RealNames = !state.RealNames };
        return state.Fleet.Servers.Aggregate(step, (before, server) => Request(before, server.Name));
    }

    /// <summary>Queries the unknown accounts of a server.</summary>
    public static UpdateResult Request(UpdateResult step, string name)
    {
        var state = step.State;
        if (state.Fleet.Find(name) is not { Connection.Phase: ConnectionPhase.Live } server)
        {
            return step;
        }

        var asked = state.AskedAccounts.GetValueOrDefault(name) ?? [];
        var wanted = UnknownAccounts(state, server)
            .Where(account => !asked.Contains(account))
            .Distinct()
            .Take(MostAccounts - asked.Count)
            .ToImmutableArray();
        return wanted.IsEmpty
            ? step
            : (step with { State = state with { AskedAccounts = state.AskedAccounts.SetItem(name, asked.Union(wanted)) } })
                .Send(new Effect.LookUpAccounts(name, wanted));
    }

    /// <summary>The state after a new connection: earlier queries may not have been answered.</summary>
    public static AppState Forget(AppState state, string server) => state with { AskedAccounts = state.AskedAccounts.Remove(server) };

    // top appends + to cut names, prints ? for non-ASCII letters, and the numeric id for names over 32 letters.
    private static bool IsCut(string user) => user.EndsWith('+') || user.Contains('?') || (user.Length > 0 && char.IsAsciiDigit(user[0]));

    private static IEnumerable<string> UnknownAccounts(AppState state, Server server)
    {
        foreach (var process in server.Top)
        {
            if (process.UserId is { } id && IsCut(process.User))
            {
                yield return $"{id}";
            }
        }

        foreach (var process in server.Processes)
        {
            if (process.ActsFor is { } number && char.IsAsciiDigit(number[0]))
            {
                yield return number;
            }

            if (state.RealNames && process.User is { } user && !server.Accounts.ContainsKey(user))
            {
                yield return user;
            }
        }
    }
}
