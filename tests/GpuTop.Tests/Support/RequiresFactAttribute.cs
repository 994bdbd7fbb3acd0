namespace GpuTop.Tests;

/// <summary>Data beside the checkout, which a clone may lack.</summary>
internal enum Needs
{
    /// <summary>../shared/recordings: output of servers' commands.</summary>
    Recordings,

    /// <summary>../shared/toml-test: the conformance suite of TOML.</summary>
    TomlSuite,
}

/// <summary>A fact that is skipped, with the reason, where the data that it reads is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresFactAttribute : FactAttribute
{
    public RequiresFactAttribute(Needs needs)
    {
        var folder = needs switch
        {
            Needs.Recordings => "recordings",
            Needs.TomlSuite => "toml-test",
            _ => throw new ArgumentOutOfRangeException(nameof(needs)),
        };
        Skip = Repository.Shared(folder) is null ? $"needs ../shared/{folder}" : null;
    }
}
