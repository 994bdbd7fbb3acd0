using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The whole state of the screen.</summary>
public sealed record AppState
{
    /// <summary>The minimum width in columns.</summary>
    public const int MinWidth = 20;

    /// <summary>The minimum height in rows.</summary>
    public const int MinHeight = 4;

    private const int LeastHeightWithTabs = 16;
    private const int LeastWidthWithTabs = 60;

    /// <summary>Options of the configuration and the command line; constant while the program runs.</summary>
    public AppOptions Options { get; init; } = new();

    /// <summary>All servers with their newest readings.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The fleet at the time of the freeze; null when the screen is not frozen.</summary>
    public Fleet? Frozen { get; init; }

    /// <summary>The past day of the whole fleet.</summary>
    public FleetHistory History { get; init; } = new();

    /// <summary>The time of the newest message.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The time of the freeze; null when the screen is not frozen.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>Number of user inputs so far; a change causes an immediate frame.</summary>
    public int Inputs { get; init; }

    /// <summary>The last scroll position of the page that the last key was pressed on; null when it does not scroll.</summary>
    public int? ScrollEnd { get; init; }

    /// <summary>Boxes side by side in the fleet view; 1 for lines.</summary>
    public int PaneColumns { get; init; } = 1;

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Rows of the terminal.</summary>
    public int Height { get; init; } = 24;

    /// <summary>Whether the terminal is smaller than the minimum.</summary>
    public bool IsTooSmall => Width < MinWidth || Height < MinHeight;

    /// <summary>The first row of the view: below the header, and below the tabs on screens with room for them.</summary>
    public int BodyTop => Height >= LeastHeightWithTabs && Width >= LeastWidthWithTabs ? 2 : 1;

    /// <summary>Rows of the view; the hints are below it.</summary>
    public int BodyHeight => Math.Max(0, Height - BodyTop - 1);

    /// <summary>The sampling interval of GPUs.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The current view.</summary>
    public ViewKind View { get; init; }

    /// <summary>Screens of the list views; a view that was never shown is missing. See <see cref="ListOf"/>.</summary>
    public ImmutableDictionary<ViewKind, ListScreen> Lists { get; init; } = ImmutableDictionary<ViewKind, ListScreen>.Empty;

    /// <summary>The text field of the filter while it has the focus; null otherwise.</summary>
    public TextField? Typing { get; init; }

    /// <summary>The fleet view: filters, density and cursor.</summary>
    public FleetScreen FleetScreen { get; init; } = new();

    /// <summary>The GPU page; null before the first was opened.</summary>
    public GpuScreen? GpuScreen { get; init; }

    /// <summary>The requested tunnels, in the order of opening.</summary>
    public ImmutableArray<Tunnel> Tunnels { get; init; } = [];

    /// <summary>Tokens of Jupyter servers by server and port. Secrets: used for the clipboard only.</summary>
    public ImmutableDictionary<(string Server, int Port), string> JupyterTokens { get; init; } =
        ImmutableDictionary<(string Server, int Port), string>.Empty;

    /// <summary>Options of the process view beyond those of a list.</summary>
    public ProcessScreen ProcessScreen { get; init; } = new();

    /// <summary>The hues of users.</summary>
    public PersonHues Hues { get; init; } = new();

    /// <summary>Options of the storage view beyond those of a list.</summary>
    public StorageScreen StorageScreen { get; init; } = new();

    /// <summary>Whether users are shown with their real names.</summary>
    public bool RealNames { get; init; }

    /// <summary>Accounts requested during the current connection, by server.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<string>> AskedAccounts { get; init; } =
        ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;

    /// <summary>The last click; null before the first.</summary>
    public Click? Clicked { get; init; }

    /// <summary>The change of a column's width while the button is held on its edge; null otherwise.</summary>
    public ColumnResize? Resize { get; init; }

    /// <summary>Open ssh prompts, the oldest first.</summary>
    public ImmutableArray<Prompt> Prompts { get; init; } = [];

    /// <summary>The open dialog; null when none is open.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>When the open dialog accepts typed keys; null when it does from its start. See <see cref="DialogGuard"/>.</summary>
    public DateTimeOffset? DialogReadyAt { get; init; }

    /// <summary>The notice in place of the key hints; null when there is none.</summary>
    public Notice? Notice { get; init; }

    /// <summary>The event log.</summary>
    public EventLog Events { get; init; } = new();

    /// <summary>Number of the newest event when the event log was last on the screen.</summary>
    public int SeenEvents { get; init; }

    /// <summary>Processes with a pending signal.</summary>
    public ImmutableArray<PendingKill> PendingKills { get; init; } = [];

    /// <summary>Requests to servers that are not answered yet.</summary>
    public PendingRequests Requests { get; init; } = new();

    /// <summary>The alert rules and their state.</summary>
    public AlertState Alerts { get; init; } = new();

    /// <summary>The pending wait for GPUs; null when there is none.</summary>
    public WaitRequest? PendingWait { get; init; }

    /// <summary>The state of the replay; null when live servers are shown.</summary>
    public ReplayStatus? Replay { get; init; }

    /// <summary>Whether mouse events are taken from the terminal.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>The screen of a list view.</summary>
    public ListScreen ListOf(ViewKind view) => Lists.GetValueOrDefault(view) ?? new ListScreen();

    /// <summary>The state with the list of this view changed.</summary>
    internal AppState ChangeList(Func<ListScreen, ListScreen> change) => this with { Lists = Lists.SetItem(View, change(ListOf(View))) };

    /// <summary>The filter of the view that is shown; empty without one.</summary>
    internal string FilterText => View == ViewKind.Fleet ? FleetScreen.FilterText : ListOf(View).FilterText;

    /// <summary>The state with another filter in the view that is shown.</summary>
    internal AppState WithFilter(string text) => View == ViewKind.Fleet
        ? this with { FleetScreen = FleetScreen with { FilterText = text } }
        : ChangeList(list => list with { FilterText = text, Held = null });

    /// <summary>Where Esc leads, the next first; empty when the view was opened by its number.</summary>
    public ImmutableStack<ViewReturn> Returns { get; init; } = [];

    /// <summary>The state with another view; the rows of the previous one are sorted again.</summary>
    internal AppState Show(ViewKind view) => (View == ViewKind.Fleet ? this : ChangeList(list => list with { Held = null })) with
    {
        View = view,
        Returns = [],
        SeenEvents = View == ViewKind.Events || view == ViewKind.Events ? Events.Count : SeenEvents,
    };

    /// <summary>The state of another view that was opened from this one, so that Esc returns to this one.</summary>
    internal AppState Opened(AppState other) => other.View == View ? other : other with
    {
        Returns = Returns.Push(new ViewReturn(View, GpuScreen, other.FilterText, (this with { View = other.View }).FilterText)),
    };

    /// <summary>The page of a GPU; Esc returns to the current view.</summary>
    internal AppState OpenGpu(ItemKey place) =>
        this with { View = ViewKind.Gpu, GpuScreen = new GpuScreen(place, View) { SpanIndex = GpuScreen?.SpanIndex ?? 0 } };

    /// <summary>Whether the process list of a server is out of date: idle times are not derived from it.</summary>
    internal bool IsProcessListStale(Server server) => server.PhaseAt(ShownAt) != ConnectionPhase.Live;

    /// <summary>Number of tunnels with a local port.</summary>
    internal int OpenTunnels => Tunnels.Count(tunnel => tunnel.LocalPort is not null);

    /// <summary>Number of failures and recoveries in the event log that were not on the screen yet.</summary>
    internal int NewEvents => View == ViewKind.Events
        ? 0
        : Events.Newest.TakeWhile(happened => happened.Number > SeenEvents).Count(happened => happened.Tone != Tone.Neutral);

    /// <summary>The fleet to draw: the frozen or the live one.</summary>
    public Fleet Shown => Frozen ?? Fleet;

    /// <summary>The reference time of ages: that of the freeze, else now.</summary>
    public DateTimeOffset ShownAt => FrozenAt ?? Now;
}

/// <summary>A one-line message about the outcome of an action; it expires.</summary>
/// <param name="Text">The line.</param>
/// <param name="Until">When it expires.</param>
/// <param name="IsProblem">Whether it reports a failure.</param>
public sealed record Notice(string Text, DateTimeOffset Until, bool IsProblem = false)
{
    /// <summary>How long a notice is shown.</summary>
    public static TimeSpan ReadingTime { get; } = TimeSpan.FromSeconds(4);
}
