using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>What the actions common to all list views need of one.</summary>
/// <param name="Keys">Keys of the rows, in the order of the screen.</param>
/// <param name="SelectedServer">Name of the server of the selected row; null when it has none.</param>
/// <param name="SortNames">Names of the sort columns; their indexes are the numbers of the columns. Empty when the view can't be
/// sorted.</param>
internal sealed record ListView(
    Func<AppState, ImmutableArray<string>> Keys, Func<AppState, string?> SelectedServer, ImmutableArray<string> SortNames);
