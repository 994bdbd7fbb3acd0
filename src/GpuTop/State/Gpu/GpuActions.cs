using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Actions of the GPU page, and opening it.</summary>
internal static class GpuActions
{
    /// <summary>The page of the GPU under the fleet's cursor, of a MIG instance that of its card; a server's line folds, or where no
    /// GPU has a line shows its first, or opens the problem of a server that can't be reached.</summary>
    public static UpdateResult Enter(AppState state)
    {
        if (FleetRows.Selected(state) is not { } row)
        {
            return state;
        }

        if (row.Gpu is null && ProblemDialog.Open(state, row.Server) is { } trouble)
        {
            return trouble;
        }

        if (row.Gpu is null && FleetRows.EffectiveDensity(state) != Density.Summary)
        {
            return FleetActions.Fold(state);
        }

        return (row.Gpu ?? row.Server.Gpus.FirstOrDefault()) is { } gpu
            ? state.OpenGpu(new ItemKey(row.Server.Name, gpu.Sample.Key))
            : state.ShowNotice($"{row.Server.Name}: no GPU is known", isProblem: true);
    }

    /// <summary>Returns to the view from which the page was opened, with the fleet cursor on the shown GPU.</summary>
    public static AppState Close(AppState state) => state.GpuScreen is not { } page
        ? state with { View = ViewKind.Fleet }
        : state with
        {
            View = page.From,
            FleetScreen = page.From == ViewKind.Fleet && FleetRows.EffectiveDensity(state) != Density.Summary
                && state.FleetScreen.Cursor is var cursor && (cursor is null || cursor with { MigUuid = null } != page.Place)
                ? state.FleetScreen with { Cursor = page.Place }
                : state.FleetScreen,
        };

    /// <summary>The page of another GPU, a number of GPUs further in the fleet, wrapping at the ends.</summary>
    public static UpdateResult Go(AppState state, int by)
    {
        ImmutableArray<ItemKey> places =
            [.. state.Shown.Servers.SelectMany(server => server.Gpus.Select(gpu => new ItemKey(server.Name, gpu.Sample.Key)))];
        if (state.GpuScreen is not { } page || places.IsEmpty)
        {
            return state;
        }

        var to = (Math.Max(0, places.IndexOf(page.Place)) + by + places.Length) % places.Length;
        return state with { GpuScreen = page with { Place = places[to], Top = 0, Selected = null, DetailQuery = null } };
    }

    /// <summary>Changes the time span of the charts.</summary>
    public static UpdateResult Span(AppState state, int by) => state.GpuScreen is { } page
        ? state with { GpuScreen = page with { SpanIndex = Math.Clamp(page.SpanIndex + by, 0, GpuScreen.Spans.Length - 1) } }
        : state;

    /// <summary>The GPU of the page; null when it is no longer known.</summary>
    public static (Server Server, Gpu Gpu)? Find(AppState state) =>
        state.GpuScreen is { } page
        && state.Shown.Find(page.Place.Server) is { } server
        && server.Gpus.FirstOrDefault(gpu => gpu.Sample.Key == page.Place.GpuKey) is { } gpu
            ? (server, gpu)
            : null;

    /// <summary>Scrolls the page, limited to the ends.</summary>
    public static AppState Scroll(AppState state, int lines) => state.GpuScreen is { } page
        ? state with { GpuScreen = page with { Top = ScrollKeys.By(state, page.Top, lines) } }
        : state;

    public static AppState Select(AppState state, string key) => state with { GpuScreen = state.GpuScreen! with { Selected = key } };

    public static string? WhyNoProcesses(AppState state) =>
        SelectionLookup.Of(state)?.Processes is null or [] ? "no process of this GPU is known" : null;

    /// <summary>Shows the selected process, else the first of this GPU, in the process view; clears the filters, which could hide
    /// it.</summary>
    public static UpdateResult ShowProcesses(AppState state)
    {
        var selection = SelectionLookup.Of(state)!;
        var process = selection.Processes[0];
        var all = state.Show(ViewKind.Processes) with { ProcessScreen = state.ProcessScreen with { MineOnly = false } };
        var key = ProcessRow.KeyOf(selection.Server, process.Pid, process.StartTicks);
        return state.Opened(ListActions.Select(all.WithFilter(""), key));
    }

    public static string? WhyNotInspect(AppState state) =>
        state.GpuScreen?.DetailQuery is { AnsweredAt: null } ? "the driver was asked already"
        : Find(state) is not { } found ? "this GPU is not known any more"
        : found.Server.Connection.Phase != ConnectionPhase.Live ? "not connected"
        : null;

    public static UpdateResult Inspect(AppState state)
    {
        if (state.GpuScreen is not { } page || Find(state) is not { Gpu.Sample: var sample })
        {
            return state;
        }

        var gpu = sample.Uuid ?? sample.BusId ?? page.Place.GpuKey ?? "0";
        var step = new UpdateResult(state, []).Send(new Effect.InspectGpu(page.Place.Server, gpu));
        var query = new GpuDetailQuery(step.State.Requests.LastId, state.Now);
        var asked = step.State.ShowNotice("asked the driver: its answer is added at the end of this page");

        // The answer is drawn in place of the pending line, the last of the page.
        return step with { State = asked with { GpuScreen = page with { DetailQuery = query, Top = Navigation.Far } } };
    }

    /// <summary>The state with the result of the driver query, if the page that requested it is still open.</summary>
    public static AppState HandleAnswer(AppState state, int id, GpuDetail? detail, string? problem)
    {
        if (state.GpuScreen is not { DetailQuery: { } query } page || query.Id != id)
        {
            return state;
        }

        var next = state with
        {
            GpuScreen = page with { DetailQuery = query with { AnsweredAt = state.Now, Detail = detail, Problem = problem } },
        };
        return detail is null
            ? next.ShowNotice($"the driver did not answer: {problem ?? "no reason given"}", isProblem: true)
            : next.ShowNotice("the driver answered: at the end of this page");
    }
}
