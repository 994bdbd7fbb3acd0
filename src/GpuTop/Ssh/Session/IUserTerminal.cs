namespace GpuTop.Ssh;

/// <summary>The user's terminal while the screen has released it. Its calls block.</summary>
internal interface IUserTerminal
{
    /// <summary>Current columns and rows.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Switches to raw mode until the result is disposed.</summary>
    IDisposable MakeRaw();

    /// <summary>Reads input: the count of bytes, 0 when the terminal is closed, -1 when there was none in time.</summary>
    int Read(Span<byte> keys, TimeSpan within);

    /// <summary>Writes output.</summary>
    /// <exception cref="IOException">The terminal is closed.</exception>
    void Write(ReadOnlySpan<byte> output);
}
