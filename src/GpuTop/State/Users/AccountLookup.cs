using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Which accounts servers are asked for: real names when the user wants to see them, and login names that only numbers are known
/// of. Each is asked for once while a connection lasts.</summary>
internal static class AccountLookup
{
    // While a connection lasts; the names come from the server itself.
    private const int MostAccounts = 4096;

    /// <summary>Shows real names, or no longer.</summary>
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

    /// <summary>Asks a server for those that are not known yet.</summary>
    public static UpdateResult Ask(AppState state, string name)
    {
        if (state.Fleet.Find(name) is not { Link.Phase: LinkPhase.Live } server)
        {
            return state;
        }

        var asked = state.AskedAccounts.GetValueOrDefault(name) ?? [];
        var wanted = Wanted(state, server)
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

    /// <summary>The state after a connection came up: what was asked before may not have been answered.</summary>
    public static AppState Forget(AppState state, string server) => state with { AskedAccounts = state.AskedAccounts.Remove(server) };

    // top prints + behind the letters that fit, ? for others than ASCII, and a number where a name has more than 32.
    private static bool IsCut(string user) => user.EndsWith('+') || user.Contains('?') || (user.Length > 0 && char.IsAsciiDigit(user[0]));

    private static IEnumerable<string> Wanted(AppState state, Server server)
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
