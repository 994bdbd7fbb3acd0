namespace GpuTop.Cli;

/// <summary>How the commands end.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Good = 0;

    /// <summary>Nothing of what was asked for is there.</summary>
    public const int None = 1;

    /// <summary>A server failed, or the configuration or the command line can't be used.</summary>
    public const int Unusable = 2;

    /// <summary>A bug (EX_SOFTWARE of sysexits.h).</summary>
    public const int Bug = 70;
}
