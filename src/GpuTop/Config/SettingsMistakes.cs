using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>Mistakes of a configuration file, with line and column, and the settings it has.</summary>
internal sealed class SettingsMistakes(string? file)
{
    public List<Mistake> Mistakes { get; } = [];

    /// <summary>Every supported setting, such as <c>alert.above</c>.</summary>
    public HashSet<string> Known { get; } = [];

    /// <summary>Every setting in the file.</summary>
    public HashSet<string> Written { get; } = [];

    public void Add(TomlPosition at, string text) => Mistakes.Add(new(file, at.Line, at.Column, text));
}
