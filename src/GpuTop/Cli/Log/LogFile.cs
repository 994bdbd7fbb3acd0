using System.Globalization;
using System.Text;
using GpuTop.Config;
using GpuTop.Probe;

namespace GpuTop.Cli;

/// <summary>A log file with mode 600 of at most <see cref="MostBytes"/>; a full one is renamed to <c>FILE.1</c>. A write never fails: on
/// a full disk entries are lost. Any thread.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Largest size of one file, in bytes.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Longest entry, in characters: a server that prints 64 KB at each attempt must not displace the entries of others.</summary>
    private const int LongestEntry = 4000;

    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _gate = new();
    private readonly string _path;
    private FileStream _file;

    private LogFile(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Opens or creates the file to append to it; on failure the reason, in one line.</summary>
    public static (LogFile? Log, string? Problem) Open(string path)
    {
        try
        {
            var file = OpenFile(path);
            if (!file.CanSeek)
            {
                file.Dispose();
                return (null, $"{path} is no regular file");
            }

            if ((File.GetUnixFileMode(file.SafeFileHandle) & ~OnlyMine) != 0)
            {
                file.Dispose();
                return (null, $"others may read {path}; try: chmod 600 {path}");
            }

            return (new LogFile(path, file), null);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, FileErrors.ReasonOf(refused, path));
        }
    }

    /// <summary>Appends an entry.</summary>
    /// <param name="at">Time of the event.</param>
    /// <param name="server">Name of the server.</param>
    /// <param name="text">The event; may have several lines and untrusted content.</param>
    public void Write(DateTimeOffset at, string server, string text)
    {
        var clean = WithoutTokens(TextSanitizer.Clean(text).Trim());
        var cut = clean.Length > LongestEntry ? $"{clean[..LongestEntry]}\n({clean.Length - LongestEntry} characters more)" : clean;
        var time = at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var indented = cut.Replace("\n", "\n    | ", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes($"{time} {TextSanitizer.Clean(server)} {indented}\n");
        lock (_gate)
        {
            try
            {
                if (_file.Position + bytes.Length > MostBytes)
                {
                    Rotate();
                }

                _file.Write(bytes);
            }
            catch (Exception lost) when (lost is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // The disk is full or unmounted, or the program is ending; a lost entry must not stop the program.
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    /// <summary>The text without the values of <c>token=</c>: an rc file may print the URL of a Jupyter server.</summary>
    internal static string WithoutTokens(string text)
    {
        const string Name = "token=";
        var kept = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf(Name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            kept.Append(rest[..(at + Name.Length)]).Append("...");
            rest = rest[(at + Name.Length)..];
            var end = rest.IndexOfAny(" \n&\"'");
            rest = end < 0 ? [] : rest[end..];
        }

        return kept.Append(rest).ToString();
    }

    // Without a buffer, so that entries survive a kill. FileShare.None locks the file (flock) against a second gputop.
    private static FileStream OpenFile(string path)
    {
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = OnlyMine,
            BufferSize = 0,
        });
        if (file.CanSeek)
        {
            file.Seek(0, SeekOrigin.End);
        }

        return file;
    }

    private void Rotate()
    {
        try
        {
            File.Move(_path, _path + ".1", overwrite: true);
            var next = OpenFile(_path);
            _file.Dispose();
            _file = next;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The directory refuses a new file: truncate the old one.
            _file.SetLength(0);
            _file.Seek(0, SeekOrigin.Begin);
        }
    }
}
