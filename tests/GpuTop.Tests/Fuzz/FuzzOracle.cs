using System.Globalization;
using System.Text;
using System.Text.Json;
using GpuTop.Cli;
using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Tests.Fuzz;

/// <summary>What must hold of a state and all that is made of it, whatever servers said.</summary>
internal static class FuzzOracle
{
    private const int MostGpus = 128;

    /// <summary>Draws the state and checks every cell.</summary>
    public static void Screen(AppState state, CellBuffer frame)
    {
        GpuTop.Ui.Screen.Draw(state, frame);
        for (var y = 0; y < frame.Height; y++)
        {
            foreach (var cell in frame.Row(y))
            {
                // The blank of braille is a part of charts.
                if (cell.Glyph is not (Cell.WideTail or 0x2800))
                {
                    Visible(
                        AccentedGlyphs.Contains(cell.Glyph) ? AccentedGlyphs.Text(cell.Glyph) : new Rune(cell.Glyph).ToString(),
                        "the screen");
                }
            }
        }
    }

    /// <summary>Checks what commands print and what scrapers get.</summary>
    public static void Outputs(AppState state)
    {
        using var json = new MemoryStream();
        FleetJson.Write(json, state.Fleet, state.Now);
        Strings(JsonDocument.Parse(json.ToArray()).RootElement);
        using var text = new StringWriter();
        text.Write(new ServerPrinter().Next(state.Fleet, state.Fleet.Servers, state.Now));
        Visible(text.ToString(), "list");
        Visible(FleetMetrics.Of(state.Fleet, state.Now, state.Interval), "metrics");
        foreach (var entry in state.Events.Newest)
        {
            Visible(entry.Text, "events");
        }
    }

    /// <summary>Checks the model: states that there are, and no card that nobody named.</summary>
    /// <param name="state">The state.</param>
    /// <param name="cards">How many cards the rows name.</param>
    public static void Model(AppState state, int cards)
    {
        foreach (var server in state.Fleet.Servers)
        {
            Assert.True(
                server.Gpus.Length <= Math.Min(MostGpus, cards),
                $"{cards} cards were named: "
                    + $"{string.Join(", ", server.Gpus.Select(gpu => $"{gpu.Sample.Index} {gpu.Sample.Key} {gpu.Availability.State}"))}");
            Assert.All(server.Gpus, gpu => Assert.True(Enum.IsDefined(gpu.Availability.State)));
            Assert.True(Enum.IsDefined(server.PhaseAt(state.Now)));
        }
    }

    /// <summary>Fails for a text that holds what a terminal obeys, hides or reorders.</summary>
    public static void Visible(string text, string where)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            Assert.False(rune.Value != '\n' && IsHidden(rune), $"{where} holds U+{rune.Value:X4}");
        }
    }

    private static void Strings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                Visible(element.GetString()!, "JSON");
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Strings(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Strings(property.Value);
                }

                break;
        }
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or (>= 0xFE00 and <= 0xFE0F) or (
            >= 0xE0000 and <= 0xE0FFF) or (>= 0xFDD0 and <= 0xFDEF)
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
