using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.Terminal;

namespace GpuTop.State;

/// <summary>Everything the screen is drawn from.</summary>
public sealed record AppState
{
    /// <summary>Columns below which nothing can be shown.</summary>
    public const int LeastWidth = 20;

    /// <summary>Rows below which nothing can be shown.</summary>
    public const int LeastHeight = 4;

    /// <summary>What does not change while the program runs.</summary>
    public AppOptions Options { get; init; } = new();

    /// <summary>All servers as last heard.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The fleet as it was when the screen was frozen; null when it is not.</summary>
    public Fleet? Frozen { get; init; }

    /// <summary>The time of the newest message.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The time at which the screen was frozen; null when it is not.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>How many things the user did so far: a state with a new one is drawn at once.</summary>
    public int Inputs { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Rows of the terminal.</summary>
    public int Height { get; init; } = 24;

    /// <summary>Whether the terminal is too small to show anything but that.</summary>
    public bool IsTooSmall => Width < LeastWidth || Height < LeastHeight;

    /// <summary>How often GPUs are sampled.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What fills the screen.</summary>
    public ViewKind View { get; init; }

    /// <summary>The views that are lists, as the user left them; one that was never visited is missing. See <see cref="ListOf"/>.</summary>
    public ImmutableDictionary<ViewKind, ListScreen> Lists { get; init; } = ImmutableDictionary<ViewKind, ListScreen>.Empty;

    /// <summary>The filter of this view while it is being typed; null when no text field has the keys.</summary>
    public TextField? Typing { get; init; }

    /// <summary>The fleet view: what it shows and where the cursor is.</summary>
    public FleetScreen FleetScreen { get; init; } = new();

    /// <summary>The page of a GPU as the user left it; null when none was opened.</summary>
    public GpuScreen? Page { get; init; }

    /// <summary>How often a driver was asked for all that it knows of a GPU; the number of the newest <see cref="Inspection"/>.</summary>
    public int Inspections { get; init; }

    /// <summary>The tunnels that the user wants open, in the order of opening.</summary>
    public ImmutableArray<Tunnel> Tunnels { get; init; } = [];

    /// <summary>Tokens of Jupyter servers by server and port. Secrets: for the screen and the clipboard only.</summary>
    public ImmutableDictionary<(string Server, int Port), string> JupyterTokens { get; init; } =
        ImmutableDictionary<(string Server, int Port), string>.Empty;

    /// <summary>The process view: what it shows beside the list's own.</summary>
    public ProcessScreen ProcessScreen { get; init; } = new();

    /// <summary>Whether people are shown with their real names.</summary>
    public bool RealNames { get; init; }

    /// <summary>Accounts that servers were asked for while connected, by server.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<string>> AskedAccounts { get; init; } =
        ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;

    /// <summary>The last click; null before the first.</summary>
    public Click? Clicked { get; init; }

    /// <summary>Questions of ssh that wait for an answer, the oldest first.</summary>
    public ImmutableArray<Prompt> Prompts { get; init; } = [];

    /// <summary>What stands above the view and takes the keys; null when nothing does.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>From when on the open dialog takes typed keys; null when it took them from its start. See <see cref="DialogGuard"/>.</summary>
    public DateTimeOffset? DialogReadyAt { get; init; }

    /// <summary>A word to the user in place of the hints; null when there is none.</summary>
    public Notice? Notice { get; init; }

    /// <summary>What happened so far.</summary>
    public EventLog Events { get; init; } = new();

    /// <summary>Processes that are being ended.</summary>
    public ImmutableArray<Ending> Endings { get; init; } = [];

    /// <summary>Number of the newest question to a server, see <see cref="Effect.Ask"/>.</summary>
    public int LastAskId { get; init; } = 1000;

    /// <summary>What the user wants to be told of.</summary>
    public AlertState Alerts { get; init; } = new();

    /// <summary>The GPUs that the user waits for; null when he does not.</summary>
    public WaitRequest? Wanted { get; init; }

    /// <summary>The recording that is replayed; null when servers are watched.</summary>
    public ReplayStatus? Replay { get; init; }

    /// <summary>Whether the mouse is ours.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>How a list view was left.</summary>
    public ListScreen ListOf(ViewKind view) => Lists.GetValueOrDefault(view) ?? new ListScreen();

    /// <summary>The state with the list of this view changed.</summary>
    internal AppState ChangeList(Func<ListScreen, ListScreen> change) => this with { Lists = Lists.SetItem(View, change(ListOf(View))) };

    /// <summary>The filter of the view that is shown; empty without one.</summary>
    internal string FilterText => View == ViewKind.Fleet ? FleetScreen.FilterText : ListOf(View).FilterText;

    /// <summary>The state with another filter in the view that is shown.</summary>
    internal AppState WithFilter(string text) => View == ViewKind.Fleet
        ? this with { FleetScreen = FleetScreen with { FilterText = text } }
        : ChangeList(list => list with { FilterText = text, Held = null });

    /// <summary>The state with another view; the rows of the previous one are sorted again.</summary>
    internal AppState Show(ViewKind view) => (View == ViewKind.Fleet ? this : ChangeList(list => list with { Held = null })) with { View = view };

    /// <summary>The page of a GPU; Esc returns to the current view.</summary>
    internal AppState OpenGpu(Place place) =>
        this with { View = ViewKind.Gpu, Page = new GpuScreen(place, View) { SpanIndex = Page?.SpanIndex ?? 0 } };

    /// <summary>Whether the process list of a server is out of date: idle times are not derived from it.</summary>
    internal bool IsOldList(Server server) => server.PhaseAt(ShownAt) != LinkPhase.Live;

    /// <summary>Whether a tunnel has a local port.</summary>
    internal bool HasOpenTunnel => Tunnels.Any(tunnel => tunnel.LocalPort is not null);

    /// <summary>The fleet to draw: frozen or live.</summary>
    public Fleet Shown => Frozen ?? Fleet;

    /// <summary>The time to draw ages against: that of the freeze, or now.</summary>
    public DateTimeOffset ShownAt => FrozenAt ?? Now;
}

/// <summary>One line that says what came of a key; it goes away by itself.</summary>
/// <param name="Text">The line.</param>
/// <param name="Until">When it goes away.</param>
/// <param name="IsProblem">Whether something went wrong.</param>
public sealed record Notice(string Text, DateTimeOffset Until, bool IsProblem = false)
{
    /// <summary>Long enough to read one line.</summary>
    public static TimeSpan ReadingTime { get; } = TimeSpan.FromSeconds(4);
}

/// <summary>What stands above the view and takes the keys.</summary>
public abstract record Dialog
{
    private Dialog()
    {
    }

    /// <summary>Whether to quit although tunnels are open.</summary>
    public sealed record Quit : Dialog;

    /// <summary>Which servers to watch, at the first start.</summary>
    /// <param name="Hosts">At least one.</param>
    /// <param name="Chosen">Those that are marked.</param>
    /// <param name="At">Index of the one under the cursor.</param>
    public sealed record Pick(ImmutableArray<string> Hosts, ImmutableHashSet<string> Chosen, int At) : Dialog;

    /// <summary>For how many GPUs to wait.</summary>
    /// <param name="Gpus">How many.</param>
    /// <param name="Memory">With how much memory each; empty for any.</param>
    /// <param name="IsInMemory">Which of the fields has the keys.</param>
    /// <param name="Problem">What a field must hold and does not; null when all is well.</param>
    public sealed record Wait(TextField Gpus, TextField Memory, bool IsInMemory = false, string? Problem = null) : Dialog;

    /// <summary>To which time of a recording to go.</summary>
    /// <param name="Field">The time being typed.</param>
    /// <param name="Problem">What the field must hold and does not; null when all is well.</param>
    public sealed record GoTo(TextField Field, string? Problem = null) : Dialog;

    /// <summary>The table of keys.</summary>
    /// <param name="Top">First line shown.</param>
    public sealed record Help(int Top = 0) : Dialog
    {
        /// <summary>Lines of the table that a screen of this height shows: all but header, hints and the box itself.</summary>
        public static int VisibleLines(int height) => Math.Max(1, height - 4);
    }

    /// <summary>A few things to choose from, each by its letter.</summary>
    /// <param name="Title">What is chosen.</param>
    /// <param name="Choices">At least one.</param>
    /// <param name="At">Index of the one that Enter takes.</param>
    public sealed record Choose(string Title, ImmutableArray<Choice> Choices, int At = 0) : Dialog
    {
        /// <summary>Whether taking one acts on a server or on this machine, or asks to.</summary>
        public bool IsAction { get; init; }
    }

    /// <summary>Whether to send a signal to processes.</summary>
    /// <param name="Targets">At least one.</param>
    /// <param name="Signal">What would be sent.</param>
    /// <param name="IsConfirming">Whether Enter sends it; else Enter cancels.</param>
    public sealed record Kill(ImmutableArray<KillTarget> Targets, KillSignal Signal, bool IsConfirming = false) : Dialog
    {
        /// <summary>Why tagged processes are not among the targets, one reason for each of them.</summary>
        public ImmutableArray<string> LeftOut { get; init; } = [];

        /// <summary>The key that sends the signal; different ones, so that nobody sends SIGKILL by habit.</summary>
        public char KeyOfSignal => Signal == KillSignal.Kill ? 'x' : 't';
    }

    /// <summary>A wait for the list of a server's sessions, to attach as soon as it is there.</summary>
    /// <param name="Selection">What was selected when the key was pressed.</param>
    /// <param name="Until">When to offer what is known without it.</param>
    public sealed record SessionWait(Selection Selection, DateTimeOffset Until) : Dialog
    {
        /// <summary>Longer than a tmux that does not answer is asked for on the server.</summary>
        public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    }

    /// <summary>A question of ssh.</summary>
    /// <param name="Prompt">Which; it may be withdrawn meanwhile.</param>
    /// <param name="Field">The answer being typed: here and nowhere else, until it is sent.</param>
    /// <param name="At">Index of the button that Enter takes.</param>
    /// <param name="IsVerifying">Whether a fingerprint is being typed or pasted.</param>
    /// <param name="IsSent">Whether the answer was sent and the login goes on: it may ask for more, such as a code after the password.</param>
    public sealed record Asking(Prompt Prompt, TextField Field, int At = 0, bool IsVerifying = false, bool IsSent = false) : Dialog
    {
        /// <summary>How long a dialog whose login is over keeps the keys that may still be typed for it.</summary>
        public static readonly TimeSpan Lingers = TimeSpan.FromSeconds(2);

        /// <summary>Number of the prompt.</summary>
        public int PromptId => Prompt.Id;

        /// <summary>Since when the login is over and nothing was typed; null while it goes on, and before the answer.</summary>
        public DateTimeOffset? OverSince { get; init; }

        /// <summary>Without the answer, which may be a secret.</summary>
        public override string ToString() => $"Asking {Prompt.Id}";
    }

    /// <summary>Why a server can't be reached, with all that ssh said.</summary>
    /// <param name="Server">Which.</param>
    /// <param name="Problem">What is wrong; kept here, for the next attempt begins without one.</param>
    /// <param name="Top">First line shown.</param>
    public sealed record Trouble(string Server, Problem Problem, int Top = 0) : Dialog
    {
        private const int WidestBox = 100;

        /// <summary>Columns of the box at a width of the screen.</summary>
        public static int WidthAt(int width) => Math.Min(WidestBox, width - 2);

        /// <summary>What it says, as lines for a width of the screen.</summary>
        public ImmutableArray<string> Lines(int width)
        {
            var remedy = Problem.Remedy is { } words ? $"\n\n→ {words}" : "";
            var raw = Problem.Raw.Length > 0 ? $"\n\nwhat was said:\n{Problem.Raw}" : "";
            return Wrapping.Lines(Problem.Text + remedy + raw, WidthAt(width) - 4);
        }
    }
}
