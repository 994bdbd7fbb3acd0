using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Account queries: real names when they are shown, and login names of numeric ids.
/// Each is requested once per connection.</summary>
internal static class AccountLookup
{
    // The limit per connection, because the names come from the server.
    private const int MostAccounts = 4096;

    /// <summary>Turns real names on or off.</summary>
    public static UpdateResult Toggle(AppState state)
    {
        var next = state with { RealNames = !state.RealNames };
        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var server in state.Fleet.Servers)
        {
            var step = Ask(next, server.Name);
            next = step.State;
            effects.AddRange(step.Effects);
        }

        return new UpdateResult(next, effects.DrainToImmutable());
    }

    /// <summary>Queries the unknown accounts of a server.</summary>
    public static UpdateResult Ask(AppState state, string name)
    {
        if (state.Fleet.Find(name) is not { Connection.Phase: ConnectionPhase.Live } server)
        {
            return state;
        }

        var asked = state.AskedAccounts.GetValueOrDefault(name) ?? [];
        var wanted = UnknownAccounts(state, server)
            .Where(account => !asked.Contains(account))
            .Distinct()
            .Take(MostAccounts - asked.Count)
            .ToImmutableArray();
        return wanted.IsEmpty
            ? state
            : new UpdateResult(
                state with { AskedAccounts = state.AskedAccounts.SetItem(name, asked.Union(wanted)) },
                [new Effect.NameAccounts(name, wanted)]);
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
