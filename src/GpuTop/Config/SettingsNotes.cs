using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>What is noted while settings are read.</summary>
internal sealed class SettingsNotes(string? file)
{
    public List<Mistake> Mistakes { get; } = [];

    /// <summary>Every setting asked for, such as <c>alert.above</c>.</summary>
    public HashSet<string> Known { get; } = [];

    /// <summary>Every setting found.</summary>
    public HashSet<string> Written { get; } = [];

    public void Add(TomlPosition at, string text) => Mistakes.Add(new(file, at.Line, at.Column, text));
}
