namespace GpuTop.Terminal;

/// <summary>What the operating system does for a terminal. Stands between <see cref="Tty"/> and the real one for its tests.</summary>
internal interface ITtyDevice
{
    /// <summary>Columns and rows at the moment.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Whether what is typed is this program's: who asks from the background is stopped instead.</summary>
    bool IsForeground { get; }

    /// <summary>Every byte typed is ours, at once, unchanged, and not shown. The settings before the first call are kept.</summary>
    void MakeRaw();

    /// <summary>Back to the settings kept, throwing away what was typed but not read. Does not throw and does not wait.</summary>
    void Restore();

    /// <summary>Waits until something can be read: 1; 0 when the time is over; -1 when a signal came. Null waits for ever.</summary>
    int Poll(TimeSpan? timeout);

    /// <summary>Reads what is there: the count of bytes, 0 when the terminal is gone, -1 when there is nothing yet.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Writes all of it; waits when the terminal does not take more. IOException when it is gone.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Stops this job, as Ctrl-Z does.</summary>
    void StopJob();

    /// <summary>Sends the signal of Ctrl-C to this job.</summary>
    void Interrupt();

    /// <summary>Ends the process here and now, without any clean-up.</summary>
    void Exit(int exitCode);
}
