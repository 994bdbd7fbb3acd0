namespace GpuTop.Tests;

/// <summary>A fact that reads data from the shared folder beside the checkout; skipped, and said so, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string needs)
    {
        if (Repository.Shared(needs) is null)
        {
            Skip = $"needs ../shared/{needs}, which this clone has not";
        }
    }
}
