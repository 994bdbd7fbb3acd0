namespace GpuTop.Config.Toml;

/// <summary>Position in the text: line and column from 1, columns counted in characters.</summary>
internal readonly record struct TomlPosition(int Line, int Column);
