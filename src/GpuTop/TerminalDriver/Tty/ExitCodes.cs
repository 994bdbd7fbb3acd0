namespace GpuTop.TerminalDriver;

/// <summary>Exit codes of gputop. Those of signals are 128 and the signal's number, as shells report them.</summary>
public static class ExitCodes
{
    /// <summary>Success.</summary>
    public const int Good = 0;

    /// <summary>Nothing of what was requested exists.</summary>
    public const int None = 1;

    /// <summary>A server failed, or the configuration or the command line is invalid.</summary>
    public const int Unusable = 2;

    /// <summary>A bug (EX_SOFTWARE of sysexits.h).</summary>
    public const int Bug = 70;

    /// <summary>SIGHUP: the terminal was closed.</summary>
    public const int Hangup = 129;

    /// <summary>SIGINT, or Ctrl-C.</summary>
    public const int Interrupt = 130;

    /// <summary>SIGQUIT.</summary>
    public const int Quit = 131;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 143;
}
