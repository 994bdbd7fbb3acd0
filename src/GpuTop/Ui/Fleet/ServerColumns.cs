using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Column widths shared by the lines of all servers.</summary>
/// <param name="Name">Columns of the names.</param>
/// <param name="Models">Columns of the models; 0 when hidden.</param>
/// <param name="Blocks">Columns of the blocks, one a GPU.</param>
internal readonly record struct ServerColumns(int Name, int Models, int Blocks)
{
    private const int LongestName = 20;
    private const int LongestModels = 30;

    // Mark, "12 free", and the blanks between.
    private const int Fixed = 3 + 2 + 7 + 2;

    public static ServerColumns Of(AppState state)
    {
        var (name, models, blocks) = (4, 0, 0);
        foreach (var server in state.Shown.Servers)
        {
            name = Math.Max(name, UnicodeWidth.Of(server.Name));
            blocks = Math.Max(blocks, server.Gpus.Length);
            models = Math.Max(models, UnicodeWidth.Of(Format.Models(server)));
        }

        name = Math.Min(name, Math.Min(LongestName, state.Width / 3));
        models = Math.Min(models, Math.Min(LongestModels, state.Width / 3));
        return new ServerColumns(name, name + models + blocks + Fixed + 2 <= state.Width ? models : 0, blocks);
    }
}
