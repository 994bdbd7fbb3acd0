namespace GpuTop;

/// <summary>Exit codes of gputop; for signals see <see cref="TerminalDriver.SignalExitCodes"/>.</summary>
public static class ExitCodes
{
    /// <summary>Success.</summary>
    public const int Good = 0;

    /// <summary>Nothing of what was requested exists.</summary>
    public const int NothingFound = 1;

    /// <summary>A server failed, or the configuration or the command line is invalid.</summary>
    public const int Unusable = 2;

    /// <summary>A bug (EX_SOFTWARE of sysexits.h).</summary>
    public const int Bug = 70;
}
