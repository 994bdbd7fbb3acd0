using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Which servers and GPUs the fleet view shows.</summary>
public static class FleetFilter
{
    /// <summary>The columns that a filter can name.</summary>
    public static readonly ImmutableArray<string> Fields = ["server", "gpu", "user", "state", "model"];

    // The typed filter is asked for every GPU of a frame.
    [ThreadStatic]
    private static (string? Text, Filter? Filter) _typed;

    /// <summary>Whether a GPU passes the selection.</summary>
    public static bool Shows(AppState state, Server server, Gpu gpu) =>
        (state.FleetScreen.Found is not { } found || PlacementSearch.IsPart(server, gpu, state.ShownAt, state.Interval, found))
        && IsSelected(state, server, gpu);

    private static bool IsSelected(AppState state, Server server, Gpu gpu) => state.FleetScreen.Only switch
    {
        ShownGpus.Free => IsOffer(state, server, gpu),
        ShownGpus.Idle => gpu.Availability.State == GpuState.Idle && !server.AreGpusStale(state.ShownAt, state.Interval),
        ShownGpus.Mine => IsMine(server, gpu),
        ShownGpus.Failing => gpu.Availability.State == GpuState.Sick || IsFailing(state, server),
        _ => true,
    };

    /// <summary>Whether a GPU passes the selection and the typed filter.</summary>
    public static bool PassesAll(AppState state, Server server, Gpu gpu)
    {
        var filter = TypedOf(state);
        return Shows(state, server, gpu) && (filter is null || Matches(filter, server, null) || Matches(filter, server, gpu));
    }

    /// <summary>Whether a server can't be reached, or its driver doesn't answer.</summary>
    public static bool IsFailing(AppState state, Server server) =>
        server.Connection.IsLost
        || server.PhaseAt(state.ShownAt) == ConnectionPhase.NeedsUser
        || server.GpuProblem is not null
        || server.GpuSilence(state.ShownAt, state.Interval) is not null;

    /// <summary>The typed filter; null without one.</summary>
    internal static Filter? TypedOf(AppState state)
    {
        var text = state.FleetScreen.FilterText;
        if (_typed.Text != text)
        {
            _typed = (text, text.Length == 0 ? null : Filter.Of(text, Fields.AsSpan()));
        }

        return _typed.Filter;
    }

    /// <summary>Whether a server has a GPU that passes, or is itself what the filters ask for.</summary>
    internal static bool Shows(AppState state, Server server, bool isNamed, Filter? filter)
    {
        if (isNamed && state.FleetScreen is { Only: ShownGpus.All, Found: null })
        {
            return true;
        }

        foreach (var gpu in server.Gpus)
        {
            if (Shows(state, server, gpu) && (isNamed || Matches(filter!, server, gpu)))
            {
                return true;
            }
        }

        return isNamed && state.FleetScreen.Only == ShownGpus.Failing && IsFailing(state, server);
    }

    // GPUs that are about to become free are included.
    private static bool IsOffer(AppState state, Server server, Gpu gpu) =>
        !server.AreGpusStale(state.ShownAt, state.Interval)
        && (gpu.FreeUnits > 0 || gpu.Availability.IsPending || PlacementSearch.HasRoom(gpu, null));

    // Separate methods: a lambda in the caller would allocate for every GPU, with or without a filter.
    private static bool IsMine(Server server, Gpu gpu) => server.UsersOn(gpu).Any(process => server.IsMine(process) == true);

    /// <summary>Whether the typed filter matches a GPU; without one, its server.</summary>
    internal static bool Matches(Filter filter, Server server, Gpu? gpu) => filter.Matches(field => ValueOf(server, gpu, field));

    private static string? ValueOf(Server server, Gpu? gpu, string? field) => field switch
    {
        "server" => server.Name,
        "gpu" => gpu?.Sample.Index?.ToString(),
        "user" => gpu is null ? null : string.Join('\n', server.ProcessesOn(gpu).Select(OwnerText.TextOf).Distinct()),
        "state" => gpu?.Availability.State.ToString(),
        "model" => gpu is null ? null : $"{gpu.Sample.Name}\n{ModelNames.Short(gpu.Sample.Name)}",
        _ => gpu is null
            ? $"{server.Name} {server.Host}"
            : $"{ValueOf(server, gpu, "user")} {gpu.Availability.State} {gpu.Sample.Name} {ModelNames.Short(gpu.Sample.Name)}"
            + string.Concat(server.ProcessesOn(gpu).Select(process => " " + process.Command)),
    };
}
