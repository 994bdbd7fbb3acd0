namespace GpuTop.TerminalDriver;

/// <summary>Exit codes after signals: 128 and the signal's number, as shells report them.</summary>
public static class SignalExitCodes
{
    /// <summary>SIGHUP: the terminal was closed.</summary>
    public const int Hangup = 129;

    /// <summary>SIGINT, or Ctrl-C.</summary>
    public const int Interrupt = 130;

    /// <summary>SIGQUIT.</summary>
    public const int Quit = 131;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 143;
}
