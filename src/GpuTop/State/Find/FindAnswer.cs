using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The answer to the input of the find dialog, from the present state of the fleet.</summary>
/// <param name="Request">The request; null for an invalid input.</param>
/// <param name="Places">The places that meet it now, the best first.</param>
/// <param name="Problem">What is wrong with a field, or why no place can ever meet it; null when there is nothing.</param>
public sealed record FindAnswer(PlacementRequest? Request, ImmutableArray<Placement> Places, string? Problem)
{
    /// <summary>The invalid field; null when each is valid.</summary>
    public int? Field { get; private init; }

    /// <summary>What is missing at present; null with a place or a problem.</summary>
    public string? Shortage { get; private init; }

    /// <summary>The answer for a dialog.</summary>
    public static FindAnswer Of(AppState state, FindDialog dialog)
    {
        var (memory, freeFor) = (MemorySize.Parse(dialog.Memory), Duration.ParseArgument(dialog.FreeFor));
        if (PlacementInput.Count(dialog.Gpus) is not { } gpus || dialog.IsCountRefused)
        {
            return Invalid(FindDialog.GpusField, "GPUs", PlacementInput.CountForm);
        }

        if (memory is null && !string.IsNullOrWhiteSpace(dialog.Memory))
        {
            return Invalid(FindDialog.MemoryField, "memory", PlacementInput.MemoryForm);
        }

        if (freeFor is null && !string.IsNullOrWhiteSpace(dialog.FreeFor))
        {
            return Invalid(FindDialog.TimeField, "free for", PlacementInput.TimeForm);
        }

        var model = string.IsNullOrWhiteSpace(dialog.Model) ? null : dialog.Model.Trim();
        var request = new PlacementRequest(gpus, memory, model, Share: dialog.Share) { FreeFor = freeFor };
        var limits = PlacementFeasibility.Of(state.Fleet, request);
        var places = PlacementSearch.Of(state.Fleet, state.Now, state.Interval, request);
        return new FindAnswer(request, places, places.IsEmpty ? limits.Impossibility : null)
        {
            Shortage = places.IsEmpty ? ShortageOf(state, request, limits) : null,
        };
    }

    /// <summary>The free GPUs of a place, <c>gpu10 6 free</c>; with shared ones, <c>gpu10 2 free, 1 with room</c>.</summary>
    public static string TextOf(Placement place)
    {
        var free = place.Fitting.Count(gpu => PlacementSearch.CanBePlaced(place.Server, gpu));
        var shared = place.Fitting.Length - free;
        var text = place.Instance is not null ? $"GPU {place.Numbers} free"
            : shared == 0 ? $"{free} free"
            : free == 0 ? $"{shared} with room"
            : $"{free} free, {shared} with room";
        return $"{place.Server.Name} {text}";
    }

    private static FindAnswer Invalid(int field, string name, string form) => new(null, [], $"{name}: {form}") { Field = field };

    private static string ShortageOf(AppState state, PlacementRequest request, PlacementFeasibility limits) =>
        limits.Warning is { } warning ? $"none now: {warning}"
        : PlacementSearch.Most(state.Fleet, state.Now, state.Interval, request) is var (server, count)
            ? $"none now; most is {count} on {server.Name}"
        : "none now, on no server";
}
