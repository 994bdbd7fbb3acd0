namespace GpuTop.EndToEnd;

/// <summary>A fact that is skipped, with the reason, where this machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresFactAttribute : FactAttribute
{
    public RequiresFactAttribute(Needs needs) => Skip = Requirements.Missing(needs);
}

/// <summary>A theory that is skipped, with the reason, where this machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresTheoryAttribute : TheoryAttribute
{
    public RequiresTheoryAttribute(Needs needs) => Skip = Requirements.Missing(needs);
}
