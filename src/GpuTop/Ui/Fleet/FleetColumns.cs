using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Columns shared by the lines of all servers.</summary>
/// <param name="Name">Columns of the names.</param>
/// <param name="Models">Columns of the models; 0 when hidden.</param>
/// <param name="Blocks">Columns of the blocks, one a GPU.</param>
/// <param name="Chart">Time span of the charts.</param>
/// <param name="HasFans">Whether a GPU tells the speed of its fan.</param>
internal readonly record struct FleetColumns(int Name, int Models, int Blocks, TimeSpan Chart, bool HasFans)
{
    private const int LongestName = 20;
    private const int LongestModels = 30;

    // Mark, "12 free", and the blanks between.
    private const int Fixed = 3 + 2 + 7 + 2;

    public static FleetColumns Of(AppState state, int width)
    {
        var (name, models, blocks, hasFans) = (4, 0, 0, false);
        foreach (var server in state.Shown.Servers)
        {
            name = Math.Max(name, UnicodeWidth.Of(server.Name));
            blocks = Math.Max(blocks, server.Gpus.Length);
            hasFans = hasFans || HasFan(server);
            models = Math.Max(models, UnicodeWidth.Of(Format.Models(server)));
        }

        name = Math.Min(name, Math.Min(LongestName, width / 3));
        models = Math.Min(models, Math.Min(LongestModels, width / 3));
        return new FleetColumns(name, name + models + blocks + Fixed + 3 <= width ? models : 0, blocks, ChartSpan.Of(state), hasFans);
    }

    private static bool HasFan(Server server)
    {
        foreach (var gpu in server.Gpus)
        {
            if (gpu.Sample.FanPercent is not null)
            {
                return true;
            }
        }

        return false;
    }
}
