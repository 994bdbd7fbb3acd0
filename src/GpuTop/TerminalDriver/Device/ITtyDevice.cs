namespace GpuTop.TerminalDriver;

/// <summary>The operating system's terminal functions, replaced in the tests of <see cref="Tty"/>.</summary>
internal interface ITtyDevice
{
    /// <summary>Current columns and rows.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Whether this process group is in the foreground; a read from the background stops the process.</summary>
    bool IsForeground { get; }

    /// <summary>Switches to raw mode without echo; keeps the settings of before the first call.</summary>
    void MakeRaw();

    /// <summary>Restores the settings and discards unread input. Does not throw or block.</summary>
    void Restore();

    /// <summary>Waits for input: 1 when there is some, 0 on timeout, -1 on a signal. Null waits without limit.</summary>
    int Poll(TimeSpan? timeout);

    /// <summary>Reads available input: the count of bytes, 0 when the terminal is closed, -1 when there is none.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Writes all bytes; blocks while the terminal takes no output. IOException when it is closed.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Stops this job, as Ctrl-Z does.</summary>
    void StopJob();

    /// <summary>Sends SIGINT to this job.</summary>
    void Interrupt();

    /// <summary>Ends the process at once, without clean-up.</summary>
    void Exit(int exitCode);
}
