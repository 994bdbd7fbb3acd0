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

    /// <summary>Index of the sort order in use.</summary>
    public abstract int SortOf(ListScreen list);

    /// <summary>Names of the fields that the filter knows.</summary>
    public abstract ImmutableArray<string> Fields { get; }

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
    // A type of rows has one view.
    [ThreadStatic]
    private static (AppState? State, ImmutableArray<TRow> Rows) _last;

    /// <summary>The sort orders, in the order of the columns; empty when the view can't be sorted.</summary>
    public virtual ImmutableArray<SortOrder<TRow>> Orders => [];

    /// <summary>The sort order when none is chosen; null for the first.</summary>
    protected virtual SortOrder<TRow>? DefaultOrder => null;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> SortNames => [.. Orders.Select(order => order.Name)];

    /// <inheritdoc/>
    public sealed override int SortOf(ListScreen list) => list.Sort ?? (DefaultOrder is { } order ? Orders.IndexOf(order) : 0);

    /// <summary>The key of a row.</summary>
    public abstract string KeyOf(TRow row);

    /// <summary>The rows that match the filter, in order.</summary>
    public ImmutableArray<TRow> Of(AppState state)
    {
        // The rows of one state are used several times a frame: by the table, and by each hint that depends on the cursor.
        if (!ReferenceEquals(_last.State, state))
        {
            _last = (state, Make(state));
        }

        return _last.Rows;
    }

    /// <summary>Makes the rows of a state.</summary>
    protected virtual ImmutableArray<TRow> Make(AppState state)
    {
        var list = state.ListOf(Kind);
        var filter = Filter.Of(list.FilterText, Fields.AsSpan());
        var matching = RowsOf(state).Where(row => filter.IsEmpty || IsPinned(state, row) || Matches(filter, row));
        ImmutableArray<TRow> rows = [.. Grouped(state, matching)];
        return Orders.IsEmpty
            ? rows
            : HeldOrder.Arrange(Orders[SortOf(list)].Sort(rows, list.Reversed), list, state.Now, KeyOf);
    }

    /// <summary>The row under the cursor; null when there is none.</summary>
    public TRow? Selected(AppState state) => state.ListOf(Kind).Selected(Of(state), KeyOf);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> KeysOf(AppState state) => [.. Of(state).Select(KeyOf)];

    /// <inheritdoc/>
    public sealed override string? SelectedServer(AppState state) => Selected(state) is { } row ? ServerOf(row) : null;

    /// <summary>All rows, in the order of the fleet.</summary>
    protected abstract IEnumerable<TRow> RowsOf(AppState state);

    /// <summary>The rows to sort, of those that match the filter: all of them, unless the view has lines for several.</summary>
    protected virtual IEnumerable<TRow> Grouped(AppState state, IEnumerable<TRow> rows) => rows;

    /// <summary>Whether a row is shown whatever the filter.</summary>
    protected virtual bool IsPinned(AppState state, TRow row) => false;

    /// <summary>Name of the server of a row; null when it has none.</summary>
    protected abstract string? ServerOf(TRow row);

    /// <summary>The value of a field, several as lines; without a field the whole text of the row.</summary>
    protected abstract string? ValueOf(TRow row, string? field);

    private bool Matches(Filter filter, TRow row) => filter.Matches(field => ValueOf(row, field));
}
