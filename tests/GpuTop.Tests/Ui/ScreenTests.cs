using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;
using GpuTop.Tests.State;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class ScreenTests
{
    public static TheoryData<Density> Densities => [Density.Summary, Density.Rows, Density.Panes];

    [Theory]
    [MemberData(nameof(Densities))]
    public void Every_size_can_be_drawn(Density density)
    {
        var frame = new CellBuffer(0, 0);
        foreach (var width in new[] { 0, 1, 2, 5, 19, 20, 21, 30, 39, 40, 59, 60, 61, 72, 80, 99, 110, 125, 155, 190, 300 })
        {
            foreach (var height in new[] { 0, 1, 3, 4, 5, 6, 11, 12, 13, 20, 29 })
            {
                foreach (var state in new[] { SampleFleet.State(width, height, density), OddFleet.State(width, height, density) })
                {
                    Screen.Draw(state, frame);
                    Screen.Draw(state with { Dialog = new PaletteDialog() }, frame);
                    var fleet = state.FleetScreen with { Only = ShownGpus.Free, Cursor = new ItemKey("gpu03") };
                    Screen.Draw(state with { FleetScreen = fleet }, frame);
                    Screen.HitTest(state, width / 2, height / 2);
                }
            }
        }

        Assert.Equal(29, frame.Height);
    }

    [Theory]
    [MemberData(nameof(Densities))]
    public void The_cursor_is_visible_and_clicks_hit_the_drawn_entry(Density density)
    {
        foreach (var height in new[] { 12, 15, 24, 60 })
        {
            var state = OddFleet.State(80, height, density);
            foreach (var row in FleetRows.Of(state))
            {
                var at = state with { FleetScreen = state.FleetScreen with { Cursor = row.Place } };
                var layout = FleetLayout.Of(at);
                var area = layout.Slots[layout.Cursor].Area;

                Assert.Equal(area, area.Intersect(FleetLayout.AreaOf(at)));
                Assert.Equal(
                    row.Gpu is null ? new ClickTarget.Fold(row.Server.Name) : new ClickTarget.InFleet(row.Place),
                    Screen.HitTest(at, area.X, area.Y));
                Assert.Equal(new ClickTarget.InFleet(row.Place), Screen.HitTest(at, area.Right - 1, area.Bottom - 1));
            }
        }
    }

    [Fact]
    public void An_exceeded_limit_is_shown_for_a_while()
    {
        var state = SampleFleet.State(160, 24);
        state = state with
        {
            Fleet = state.Fleet.With(
                "gpu01", server => SampleFleet.Hear(server, new Reading.Limited("more than 512 KiB a second"), SampleFleet.Now)),
        };
        var frame = new CellBuffer(0, 0);

        Screen.Draw(state, frame);
        Assert.Contains("output left out: more than 512 KiB a second", frame.ToText());
        Screen.Draw(state with { Now = SampleFleet.Now.AddMinutes(1) }, frame);
        Assert.DoesNotContain("output left out", frame.ToText());
    }

    [Fact]
    public void A_click_moves_only_the_cursor()
    {
        var state = OddFleet.State(80, 14);
        var before = FleetLayout.Of(state);
        for (var y = 1; y < 12; y++)
        {
            var place = (Screen.HitTest(state, 10, y) as ClickTarget.InFleet)?.Place;
            var clicked = state with { FleetScreen = state.FleetScreen with { Cursor = place } };

            Assert.Equal(before.Slots[0].Area, FleetLayout.Of(clicked).Slots[0].Area);
        }
    }

    [Fact]
    public void Header_and_hints_cannot_be_selected()
    {
        var state = SampleFleet.State(80, 24);

        Assert.Null(Screen.HitTest(state, 5, 0));
        Assert.IsType<ClickTarget.Button>(Screen.HitTest(state, 5, 23));
        Assert.Null(Screen.HitTest(state, 5, 2));
    }

    [Fact]
    public void Nothing_moves_when_only_numbers_change()
    {
        var before = SampleFleet.State(80, 24);
        var samples = before.Fleet.Servers[0].Gpus.Select(
            gpu => gpu.Sample with { UtilizationPercent = 7, PowerWatts = 99.5, MemoryUsedMiB = 81000 });
        var after = before with
        {
            // A separate history: other tests share that of the sample fleet.
            Fleet = before.Fleet.With("gpu01", server => SampleFleet.Hear(
                server with { Gpus = [.. server.Gpus.Select(gpu => gpu with { History = new GpuHistory() })] },
                new Reading.Gpus([.. samples], null),
                SampleFleet.Now)),
        };

        var (first, second) = (Text(before), Text(after));

        Assert.Equal(first.Select(ColumnsOfUnits), second.Select(ColumnsOfUnits));
    }

    [Fact]
    public void Entries_outside_of_the_view_are_counted()
    {
        var state = SampleFleet.State(80, 12);
        var layout = FleetLayout.Of(state);

        Assert.Contains($"↓ {layout.Below} more", Text(state)[^1]);
        Assert.Equal(layout.Slots.Length - 10, layout.Below);
    }

    [Fact]
    public void Unknown_counts_are_dashes()
    {
        var state = new AppState { Fleet = new Fleet([Server.Initial("gpu01", "gpu01", SampleFleet.Now)]), Now = SampleFleet.Now };

        Assert.Contains("– GPUs   – free  – idle  – mine", Text(state)[0]);
    }

    [Theory]
    [InlineData(Density.Rows)]
    [InlineData(Density.Panes)]
    [InlineData(Density.Summary)]
    public void Pending_gpus_are_counted_with_a_question_mark(Density density)
    {
        var timeline = new Timeline()
            .With(state => state with { FleetScreen = state.FleetScreen with { Density = density } })
            .Watch("ffi", 5);
        var watched = timeline.State;

        Assert.Contains("3 GPUs   2 free?  – idle  0 mine", Text(watched)[0]);
        Assert.Contains(Text(watched).Skip(1), line => line.Contains(" 2 free?", StringComparison.Ordinal));

        var decided = timeline.Watch("ffi", 6).State;

        Assert.Contains("3 GPUs   2 free  – idle  0 mine", Text(decided)[0]);
        Assert.Contains(Text(decided).Skip(1), line => line.Contains(" 2 free  ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_idle_count_is_0_when_no_gpu_may_be_idle()
    {
        var state = new Timeline().Watch("bb", 3).Watch("ib", 3).State;

        Assert.Contains("0 free  0 idle", Text(state)[0]);
    }

    [Fact]
    public void Old_data_is_never_counted_as_free()
    {
        var silent = SampleFleet.State(80, 24) with { Now = SampleFleet.Now + TimeSpan.FromMinutes(1) };

        var text = Text(silent);

        Assert.Contains(" – free  – idle  – mine", text[0]);
        Assert.DoesNotContain(text, line => line.Contains("FREE", StringComparison.Ordinal));
        Assert.Contains(
            text, line => line.Contains("was free", StringComparison.Ordinal) && line.Contains("1m ago", StringComparison.Ordinal));
    }

    [Fact]
    public void A_notice_replaces_the_hints()
    {
        var state = SampleFleet.State(80, 24) with { Notice = new Notice("not your process", SampleFleet.Now, IsProblem: true) };

        Assert.StartsWith(" not your process", Text(state)[^1]);
    }

    [Fact]
    public void The_empty_fleet_shows_a_remedy() =>
        Assert.Contains("no servers", Text(SampleFleet.State(80, 24) with { Fleet = new Fleet([]) })[2]);

    // At 5 frames a second 1 MiB a frame is 5 MiB/s; FrameBenchmarks measures the time.
    [Theory]
    [MemberData(nameof(Densities))]
    public void A_frame_allocates_less_than_a_mebibyte(Density density)
    {
        var state = BigFleet.State(160, 80, density);
        var frame = new CellBuffer(160, 80);

        Assert.InRange(Allocation.Of(() => Screen.Draw(state, frame)), 0, 1024 * 1024);
    }

    [Fact]
    public void The_header_shows_sick_and_frozen_at_every_width()
    {
        for (var width = 20; width <= 120; width++)
        {
            var state = OddFleet.State(width, 24);
            var demo = state with { Options = state.Options with { IsDemo = true } };
            foreach (var (shown, word) in new[] { (state, "3 sick"), (demo, "3 sick"), (demo with { Frozen = demo.Fleet }, "FROZEN") })
            {
                var header = Text(shown)[0];

                Assert.Contains(word, header, StringComparison.Ordinal);
                Assert.All(header.Split("  "), words => Assert.DoesNotMatch("[A-Za-z][0-9]|DEM[^O]", words));
            }
        }
    }

    private static string[] Text(AppState state)
    {
        var frame = new CellBuffer(0, 0);
        Screen.Draw(state, frame);
        return frame.ToText().TrimEnd('\n').Split('\n');
    }

    private static string ColumnsOfUnits(string line) =>
        string.Join(
            ',', line.Select((letter, column) => letter is '%' or '/' or '°' or 'W' or ':' ? column : -1).Where(column => column >= 0));
}
