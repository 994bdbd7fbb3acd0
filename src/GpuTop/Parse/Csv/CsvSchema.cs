namespace GpuTop.Parse;

/// <summary>The fields a parser knows.</summary>
/// <param name="Names">For each field the names it has in heads, the preferred one first.</param>
/// <param name="TextField">The field that may hold commas.</param>
internal sealed record CsvSchema(string[][] Names, int TextField);
