using System.Globalization;
using System.Text;
using GpuTop.Probe;

namespace GpuTop.Cli;

/// <summary>A log that only its owner may read: at most <see cref="MostBytes"/>, then it goes on in a new file and the old one is
/// <c>FILE.1</c>. Once open it never fails: on a full disk lines are lost. Any thread.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Of one file.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Of one entry: a server that prints 64 KB at each attempt must not push out the others.</summary>
    private const int LongestEntry = 4000;

    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _gate = new();
    private readonly string _path;
    private FileStream _file;

    private LogFile(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Opens or creates it; entries are added at the end. Or why it can't be used, in one line.</summary>
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
            return (null, refused.Message);
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="server">To whom.</param>
    /// <param name="text">What; may have several lines and be anybody's.</param>
    public void Write(DateTimeOffset at, string server, string text)
    {
        var clean = WithoutTokens(TextSanitizer.Clean(text).Trim());
        var cut = clean.Length > LongestEntry ? $"{clean[..LongestEntry]}\n({clean.Length - LongestEntry} characters more)" : clean;
        var time = at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes($"{time} {TextSanitizer.Clean(server)} {cut.Replace("\n", "\n    | ", StringComparison.Ordinal)}\n");
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
                // The disk is full or gone, or the program ends; the fleet matters more.
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

    /// <summary>The text without the values of <c>token=</c>: an rc file may print the address of a Jupyter server.</summary>
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

    // Without a buffer: what was written is there when the program is killed. A second gputop is refused by the lock that FileShare.None takes.
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
            // No new file may be made there: the old entries go.
            _file.SetLength(0);
            _file.Seek(0, SeekOrigin.Begin);
        }
    }
}
