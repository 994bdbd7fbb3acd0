using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Cli;

/// <summary>Output of <c>free</c> and <c>wait</c>.</summary>
internal static class FindOutput
{
    /// <summary>Writes the places; without one, nothing except in JSON.</summary>
    /// <param name="output">Standard output, for data.</param>
    /// <param name="text">Standard output, for text.</param>
    /// <param name="places">The places, best first.</param>
    /// <param name="now">The time.</param>
    /// <param name="format">The format.</param>
    public static void Write(Stream output, TextWriter text, ImmutableArray<Placement> places, DateTimeOffset now, FindFormat format)
    {
        if (format == FindFormat.Json)
        {
            FleetJson.Write(output, new Fleet([.. places.Select(place => place.Server with { Gpus = place.Gpus })]), now);
            return;
        }

        if (format == FindFormat.Environment)
        {
            using var lines = new StreamWriter(output) { NewLine = "\n" };
            WriteEnvironment(lines, places);
            return;
        }

        var widest = places.Select(place => place.Server.Name.Length).DefaultIfEmpty().Max();
        var numbers = places.Select(place => place.Numbers.Length).DefaultIfEmpty().Max();
        foreach (var place in places)
        {
            text.WriteLine($"{place.Server.Name.PadRight(widest)}  {place.Numbers.PadRight(numbers)}  {DescriptionOf(place)}");
        }
    }

    /// <summary>The status line while waiting.</summary>
    public static string Status(AppState state, PlacementRequest request)
    {
        var live = state.Fleet.Servers.Count(server => server.PhaseAt(state.Now) == ConnectionPhase.Live);
        return $"looking for {request}: {live} of {state.Fleet.Servers.Length} servers answer";
    }

    private static void WriteEnvironment(StreamWriter text, ImmutableArray<Placement> places)
    {
        if (places is [var best, ..])
        {
            text.WriteLine(best.Server.IsLocal ? "# on this machine" : $"# ssh {best.Server.Host}");
            text.WriteLine("export CUDA_DEVICE_ORDER=PCI_BUS_ID");
            text.WriteLine($"export CUDA_VISIBLE_DEVICES={best.VisibleDevices}");
        }
    }

    private static string DescriptionOf(Placement place)
    {
        var models = place.Gpus.GroupBy(gpu => ModelNames.Short(gpu.Sample.Name)).Select(lot => $"{lot.Count()}x {lot.Key}");
        var people = place.Instance is not null
            ? []
            : place.Gpus.SelectMany(place.Server.UsersOn).Select(OwnerText.TextOf).Distinct().ToList();
        var parts = new[]
        {
            string.Join(", ", models),
            place.Instance?.Profile,
            // Rounded down, so that --mem with this number finds the place.
            place.FreeMiB is { } memory ? $"{Math.Floor(memory / 102.4) / 10:0.#}G free" : null,
            people.Count > 0 ? $"shared with {string.Join(", ", people)}" : null,
            place.Server.CpuPercent is { } percent ? $"cpu {percent:0}%" : null,
        };
        return string.Join("  ", parts.Where(part => part is not null));
    }
}
