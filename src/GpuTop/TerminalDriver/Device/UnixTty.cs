using System.Runtime.InteropServices;

namespace GpuTop.TerminalDriver;

/// <summary>The terminal at standard input through libc. The settings are an opaque block (60 bytes on Linux, 72 on macOS) that
/// cfmakeraw(3) edits. The size comes from Console: ioctl is variadic, which P/Invoke does not support on macOS/arm64.</summary>
/// <param name="output">The stream of the output.</param>
internal sealed unsafe partial class UnixTty(Stream output) : ITtyDevice
{
    private const int Input = 0;
    private const int SettingsSize = 256;
    private const int Now = 0; // TCSANOW; TCSADRAIN would block on a terminal that takes no output
    private const short Readable = 1; // POLLIN
    private const int Interrupted = 4; // EINTR
    private const int InterruptSignal = 2; // SIGINT
    private const int OwnJob = 0;

    private readonly byte[] _settings = new byte[SettingsSize];
    private bool _hasSettings;

    private static int StopSignal => OperatingSystem.IsMacOS() ? 18 : 20; // SIGTSTP

    private static int InputQueue => OperatingSystem.IsMacOS() ? 1 : 0; // TCIFLUSH

    private static int TryAgain => OperatingSystem.IsMacOS() ? 35 : 11; // EAGAIN

    public (int Width, int Height) Size
    {
        get
        {
            try
            {
                return (Console.WindowWidth, Console.WindowHeight);
            }
            catch (IOException)
            {
                return (0, 0);
            }
        }
    }

    public bool IsForeground => GetForegroundGroup(Input) == GetGroup();

    public void MakeRaw()
    {
        var raw = stackalloc byte[SettingsSize];
        fixed (byte* settings = _settings)
        {
            if (!_hasSettings && GetAttributes(Input, settings) != 0)
            {
                throw new IOException("standard input is not a terminal");
            }

            _hasSettings = true;
            Buffer.MemoryCopy(settings, raw, SettingsSize, SettingsSize);
        }

        MakeRaw(raw);
        _ = SetAttributes(Input, Now, raw);
    }

    public void Restore()
    {
        if (_hasSettings)
        {
            // Discard late mouse reports, which would reach the shell.
            _ = Flush(Input, InputQueue);
            fixed (byte* settings = _settings)
            {
                _ = SetAttributes(Input, Now, settings);
            }
        }
    }

    public int Poll(TimeSpan? timeout)
    {
        var descriptor = new PollDescriptor { Descriptor = Input, Events = Readable };
        return Poll(&descriptor, 1, timeout is { } limit ? (int)limit.TotalMilliseconds : -1);
    }

    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var count = (int)Read(Input, start, (nuint)buffer.Length);
            var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            return error == 0 ? count : error == Interrupted || error == TryAgain ? -1 : 0;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    public void StopJob() => _ = Kill(OwnJob, StopSignal);

    public void Interrupt() => _ = Kill(OwnJob, InterruptSignal);

    public void Exit(int exitCode) => ExitNow(exitCode);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(byte* settings);

    [LibraryImport("libc", EntryPoint = "tcflush")]
    private static partial int Flush(int descriptor, int queue);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int GetForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int GetGroup();

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int exitCode);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
