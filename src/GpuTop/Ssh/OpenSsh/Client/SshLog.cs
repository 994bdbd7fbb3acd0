namespace GpuTop.Ssh;

/// <summary>The messages of one ssh process, from the file of its option <c>-E</c>. Any thread.</summary>
/// <remarks>Standard error also carries the server's banner (sshconnect2.c, input_userauth_banner), the login shell and proxy commands,
/// each of which can forge a message of ssh. Disposing reads the rest and deletes the file.</remarks>
/// <param name="socket">Path of the control socket; the file is in the same folder.</param>
internal sealed class SshLog(string socket) : IDisposable
{
    /// <summary>Each refused connection of a tunnel adds a line; ssh appends, so the file may be truncated.</summary>
    private const int MaxBytes = 256 * 1024;

    private readonly string _file = PathOf(socket);
    private readonly TailBuffer _tail = new();
    private long _read;

    /// <summary>Path of the log of the ssh that owns the control socket.</summary>
    public static string PathOf(string socket) => socket + ".log";

    /// <summary>The newest 64 KB.</summary>
    public string Text => Read().Text;

    /// <summary>The newest 64 KB, and the number of lines before.</summary>
    public (string Text, int LinesBefore) Read()
    {
        lock (_tail)
        {
            ReadFile();
            return _tail.Read();
        }
    }

    /// <summary>Truncates the file when it is too long; cheap otherwise.</summary>
    public void Trim()
    {
        if (new FileInfo(_file) is { Exists: true, Length: > MaxBytes })
        {
            Read();
        }
    }

    public void Dispose()
    {
        lock (_tail)
        {
            ReadFile();
            try
            {
                File.Delete(_file);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Removed with its folder.
            }
        }
    }

    private void ReadFile()
    {
        try
        {
            const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
            using var file = new FileStream(_file, FileMode.Open, FileAccess.ReadWrite, Shared, bufferSize: 1);
            file.Position = _read;
            var buffer = new byte[4096];
            while (file.Read(buffer) is > 0 and var count)
            {
                _tail.Append(buffer.AsSpan(0, count));
                _read += count;
            }

            if (_read > MaxBytes)
            {
                file.SetLength(0);
                _read = 0;
            }
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            // ssh has not created it yet, or it was deleted.
        }
    }
}
