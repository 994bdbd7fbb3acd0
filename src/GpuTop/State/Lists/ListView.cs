using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The definition of a list view, without the type of its rows.</summary>
/// <param name="kind">The view.</param>
/// <param name="help">Its description in the help.</param>
internal abstract class ListView(ViewKind kind, string help)
{
    /// <summary>The view.</summary>
    public ViewKind Kind => kind;

    /// <summary>Its description in the help.</summary>
    public string Help => help;

    /// <summary>Names of the sort orders; empty when the view can't be sorted.</summary>
    public abstract ImmutableArray<string> SortNames { get; }

    /// <summary>Keys of the rows, in the order of the screen.</summary>
    public abstract ImmutableArray<string> KeysOf(AppState state);

    /// <summary>Name of the server of the selected row; null when it has none.</summary>
    public abstract string? SelectedServer(AppState state);

    /// <summary>The selection on a server, that of the selected row.</summary>
    public virtual Selection SelectionOn(AppState state, Server server) => new(server, null, []);

    /// <summary>The text in place of the rows when there are none.</summary>
    public abstract string EmptyText(AppState state);
}

/// <summary>The definition of a list view: its rows and what the actions of all lists need of them.</summary>
internal abstract class ListView<TRow>(ViewKind kind, string help) : ListView(kind, help)
    where TRow : class
{
    /// <summary>The sort orders, the first when none is chosen; empty when the view can't be sorted.</summary>
    public virtual ImmutableArray<SortOrder<TRow>> Orders => [];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> SortNames => [.. Orders.Select(order => order.Name)];

    /// <summary>Names of the fields that the filter knows.</summary>
    protected abstract ImmutableArray<string> Fields { get; }

    /// <summary>The key of a row.</summary>
    public abstract string KeyOf(TRow row);

    /// <summary>The rows that match the filter, in order.</summary>
    public virtual ImmutableArray<TRow> Of(AppState state)
    {
        var list = state.ListOf(Kind);
        var filter = Filter.Of(list.FilterText, Fields.AsSpan());
        ImmutableArray<TRow> rows = [.. RowsOf(state).Where(row => filter.IsEmpty || IsPinned(state, row) || Matches(filter, row))];
        return Orders.IsEmpty
            ? rows
            : HeldOrder.Arrange(Orders[list.Sort].Sort(rows, list.Reversed), list, state.Now, KeyOf);
    }

    /// <summary>The row under the cursor; null when there is none.</summary>
    public TRow? Selected(AppState state) => state.ListOf(Kind).Selected(Of(state), KeyOf);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> KeysOf(AppState state) => [.. Of(state).Select(KeyOf)];

    /// <inheritdoc/>
    public sealed override string? SelectedServer(AppState state) => Selected(state) is { } row ? ServerOf(row) : null;

    /// <summary>All rows, in the order of the fleet.</summary>
    protected abstract IEnumerable<TRow> RowsOf(AppState state);

    /// <summary>Whether a row is shown whatever the filter.</summary>
    protected virtual bool IsPinned(AppState state, TRow row) => false;

    /// <summary>Name of the server of a row; null when it has none.</summary>
    protected abstract string? ServerOf(TRow row);

    /// <summary>The value of a field, several as lines; without a field the whole text of the row.</summary>
    protected abstract string? ValueOf(TRow row, string? field);

    private bool Matches(Filter filter, TRow row) => filter.Matches(field => ValueOf(row, field));
}
