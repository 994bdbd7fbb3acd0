using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.Ui;

namespace GpuTop.Tests.State;

public sealed class FleetKeysTests
{
    private static readonly DateTimeOffset Now = SampleFleet.Now;

    /// <summary>Key sequences and the resulting cursor position.</summary>
    public static TheoryData<string, ItemKey> Moves => new()
    {
        { "j", Gpu("gpu01", 0) },
        { "jjj", Gpu("gpu01", 2) },
        { "jk", new("gpu01") },
        { "k", new("gpu01") },
        { "G", Gpu("gpu04", 0) },
        { "Gj", Gpu("gpu04", 0) },
        { "Gg", new("gpu01") },
        { "jjjjjjjjj", new("gpu02") },
        { "jjjjjjjjjj", new("gpu03") },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Keys_move_the_cursor(string keys, ItemKey expected)
    {
        var after = Press(SampleFleet.State(80, 24), keys);

        Assert.Equal(expected, after.FleetScreen.Cursor);
    }

    [Fact]
    public void Space_folds_the_server_of_the_cursor_and_unfolds_it()
    {
        var folded = Press(SampleFleet.State(80, 24), "jj ");
        var unfolded = Press(folded, " ");

        Assert.Equal(["gpu01", "gpu02"], folded.FleetScreen.Folded.Order());
        Assert.Equal(new ItemKey("gpu01"), folded.FleetScreen.Cursor);
        Assert.Equal(["gpu02"], unfolded.FleetScreen.Folded);
    }

    [Fact]
    public void A_click_selects_and_a_second_one_folds_a_server()
    {
        var click = new Message.Clicked(new ClickTarget.InFleet(new ItemKey("gpu03")));

        var once = Update.Apply(SampleFleet.State(80, 24), click, Now).State;
        var twice = Update.Apply(once, click, Now).State;

        Assert.Equal(new ItemKey("gpu03"), once.FleetScreen.Cursor);
        Assert.DoesNotContain("gpu03", once.FleetScreen.Folded);
        Assert.Contains("gpu03", twice.FleetScreen.Folded);
    }

    [Fact]
    public void A_narrow_or_low_terminal_gets_the_summary_whatever_was_chosen()
    {
        var state = SampleFleet.State(80, 24, Density.Panes);

        Assert.Equal(Density.Panes, FleetRows.EffectiveDensity(state));
        Assert.Equal(Density.Summary, FleetRows.EffectiveDensity(state with { Width = 40 }));
        Assert.Equal(Density.Summary, FleetRows.EffectiveDensity(state with { Height = 10 }));
        Assert.All(FleetRows.Of(state with { Height = 10 }), row => Assert.Null(row.Gpu));
    }

    [Fact]
    public void C_goes_round_the_densities()
    {
        var state = SampleFleet.State(80, 24);

        Assert.Equal(
            [Density.Panes, Density.Summary, Density.Rows],
            new[] { "c", "cc", "ccc" }.Select(keys => Press(state, keys).FleetScreen.Density));
    }

    [Fact]
    public void C_shows_lines_of_GPUs_on_a_small_terminal_and_the_summary_again()
    {
        var state = SampleFleet.State(40, 10);

        Assert.Equal(
            [Density.Summary, Density.Rows, Density.Summary],
            new[] { "", "c", "cc" }.Select(keys => FleetRows.EffectiveDensity(Press(state, keys))));
        Assert.Equal(Density.Rows, Press(state, "c").FleetScreen.Density);
    }

    [Fact]
    public void F_leaves_GPUs_that_are_free_or_have_room_and_their_servers()
    {
        var rows = FleetRows.Of(Press(SampleFleet.State(80, 24), "f"));

        Assert.Equal(2, rows.Count(row => row.Gpu is null));
        Assert.All(rows.Where(row => row.Gpu is not null), row =>
            Assert.True(row.Gpu!.FreeUnits > 0 || PlacementSearch.HasRoom(row.Gpu, null)));
        Assert.Equal(8, rows.Count(row => row.Gpu is not null));
    }

    [Fact]
    public void U_leaves_GPUs_with_processes_of_mine_and_ends_the_other_filter()
    {
        var state = Press(SampleFleet.State(80, 24), "fu");

        Assert.Equal(ShownGpus.Mine, state.FleetScreen.Only);
        Assert.Equal(["gpu01", "gpu01"], FleetRows.Of(state).Where(row => row.Gpu is not null).Select(row => row.Server.Name));
    }

    [Fact]
    public void The_cursor_falls_back_to_its_server_when_the_GPU_is_hidden()
    {
        var state = Press(SampleFleet.State(80, 24), "jf");
        var rows = FleetRows.Of(state);

        Assert.Equal(new ItemKey("gpu01"), rows[FleetRows.CursorIn(rows, state.FleetScreen.Cursor)].Place);
    }

    [Fact]
    public void Z_freezes_what_is_shown_while_the_fleet_goes_on()
    {
        var frozen = Press(SampleFleet.State(80, 24), "z");
        var later = Update.Apply(
            frozen, new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.Lost, Now)), Now.AddMinutes(1)).State;

        Assert.Equal(ConnectionPhase.Live, later.Shown.Find("gpu01")!.Connection.Phase);
        Assert.Equal(Now, later.ShownAt);
        Assert.Equal(ConnectionPhase.Lost, Press(later, "z").Shown.Find("gpu01")!.Connection.Phase);
    }

    [Theory]
    [InlineData('q', typeof(Effect.Quit))]
    [InlineData('r', typeof(Effect.Refresh))]
    [InlineData('+', typeof(Effect.SampleEvery))]
    [InlineData('m', typeof(Effect.UseMouse))]
    public void Some_keys_act_in_the_world(char key, Type effect)
    {
        var step = Update.Apply(SampleFleet.State(80, 24), new Message.Pressed(KeyPress.Of(key)), Now);

        Assert.IsType(effect, Assert.Single(step.Effects));
    }

    [Fact]
    public void Lowercase_k_never_acts_in_the_world() =>
        Assert.Empty(Update.Apply(SampleFleet.State(80, 24), new Message.Pressed(KeyPress.Of('k')), Now).Effects);

    [Fact]
    public void A_key_of_another_view_says_where_it_does_something() =>
        Assert.Equal("T does nothing here; it does in: processes", Press(SampleFleet.State(80, 24), "T").Notice?.Text);

    [Theory]
    [InlineData("w")]
    [InlineData("/")]
    [InlineData("2")]
    public void A_word_about_what_was_there_before_does_not_cover_what_comes(string opens)
    {
        var told = Press(SampleFleet.State(80, 24), "T");

        Assert.NotNull(told.Notice);
        Assert.Null(Press(told, opens).Notice);
    }

    [Theory]
    [InlineData("w")]
    [InlineData("/")]
    [InlineData("?")]
    public void Ctrl_Z_suspends_also_from_a_dialog_and_a_filter(string opens)
    {
        var state = Press(SampleFleet.State(80, 24), opens);

        var step = Update.Apply(state, new Message.Pressed(KeyPress.Of('z', Modifiers.Control)), Now);

        Assert.IsType<Effect.Suspend>(Assert.Single(step.Effects));
        Assert.Equal(state.Dialog, step.State.Dialog);
    }

    [Fact]
    public void Keys_without_servers_do_no_harm()
    {
        var empty = SampleFleet.State(80, 24) with { Fleet = new Fleet([]) };

        Assert.Null(Press(empty, "jkgG cfu").FleetScreen.Cursor);
    }

    [Fact]
    public void A_notice_goes_away_by_itself()
    {
        var told = Press(SampleFleet.State(80, 24), "+");

        Assert.NotNull(told.Notice);
        Assert.Null(Update.Apply(told, new Message.Ticked(), Now + Notice.ReadingTime).State.Notice);
    }

    [Fact]
    public void No_key_stands_twice_in_a_view()
    {
        foreach (var view in Enum.GetValues<ViewKind>())
        {
            foreach (var bindings in Keymap.All.Where(binding => binding.ActsIn(view)).GroupBy(binding => binding.IsReplay))
            {
                var keys = bindings.SelectMany(binding => binding.Keys).ToArray();

                Assert.Equal(keys.Length, keys.Distinct().Count());
            }
        }
    }

    private static AppState Press(AppState state, string keys) =>
        keys.Aggregate(state, (now, key) => Update.Apply(now, new Message.Pressed(KeyPress.Of(key)), Now).State);

    private static ItemKey Gpu(string server, int card) => new(server, SampleFleet.Uuid(server, card));
}
