namespace GpuTop.State;

/// <summary>How one thing that a rule watches stands at a moment.</summary>
/// <param name="Subject">What: a GPU's key, a process, a path; empty for the server itself.</param>
/// <param name="Holds">Whether that of which the rule tells is so now; null when nobody can say.</param>
/// <param name="Text">What to tell, without the server's name.</param>
/// <param name="GpuKey">The GPU it is about; null when it is about none.</param>
/// <param name="Gpu">That GPU's number as text; null when it is about none.</param>
/// <param name="User">Whose it is; null when it is nobody's.</param>
internal readonly record struct AlertCondition(string Subject, bool? Holds, string Text, string? GpuKey = null, string? Gpu = null, string? User = null);
