namespace GpuTop.TerminalDriver;

/// <summary>Exit codes after a signal: 128 plus its number, as in shells.</summary>
public static class ExitCodes
{
    /// <summary>SIGHUP: the terminal is closed.</summary>
    public const int Hangup = 129;

    /// <summary>SIGINT, or Ctrl-C.</summary>
    public const int Interrupt = 130;

    /// <summary>SIGQUIT.</summary>
    public const int Quit = 131;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 143;
}
