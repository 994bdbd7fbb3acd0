using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using GpuTop.Probe;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Recordings;

/// <summary>Writes a recording while events arrive. Answers of short commands are left out, since they may hold secrets (Jupyter
/// tokens). Thread-safe.</summary>
internal sealed class RecordingWriter : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly Func<string, string, string> _rewrite;
    private readonly DateTimeOffset _start;
    private readonly long _mostBytes;
    private bool _isDisposed;

    /// <summary>Writes the head.</summary>
    /// <param name="stream">The output; owned by the writer.</param>
    /// <param name="servers">Names of the servers.</param>
    /// <param name="start">The present time.</param>
    /// <param name="rewrite">Applied to the text of each section with its tag, and to other text with an empty tag, for example an
    /// <see cref="Anonymizer"/>.</param>
    /// <param name="mostBytes">Size in bytes at which the recording ends.</param>
    public RecordingWriter(
        Stream stream,
        ImmutableArray<string> servers,
        DateTimeOffset start,
        Func<string, string, string> rewrite,
        long mostBytes = RecordingFormat.MostBytes)
    {
        (_stream, _start, _rewrite, _mostBytes) = (stream, start, rewrite, mostBytes);
        Put($"{RecordingFormat.Head}\n{RecordingFormat.Start}{start.ToString("O", CultureInfo.InvariantCulture)}\n");
        Put(string.Concat(servers.Select(server => $"{RecordingFormat.Server}{OneLine(server)}\n")) + "\n");
    }

    /// <summary>Size of the text in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the size limit is reached; later events are not written.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Opens a new file that only its owner may read.</summary>
    /// <param name="path">Its path; compressed where the name ends in <c>.gz</c>.</param>
    /// <exception cref="IOException">It exists or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static Stream Create(string path)
    {
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        return RecordingFormat.IsCompressed(path) ? new GZipStream(file, CompressionLevel.Fastest) : file;
    }

    /// <summary>Writes one event.</summary>
    /// <param name="server">Index of the server.</param>
    /// <param name="update">The event.</param>
    /// <param name="at">Its arrival.</param>
    /// <exception cref="IOException">The disk is full, for example.</exception>
    public void Write(int server, ConnectionEvent update, DateTimeOffset at)
    {
        if (EventText(update, at) is not { } text)
        {
            return;
        }

        lock (_gate)
        {
            if (_isDisposed || IsFull)
            {
                return;
            }

            var milliseconds = Math.Max(0, (at - _start).TotalMilliseconds).ToString("0.###", CultureInfo.InvariantCulture);
            var line = $"{milliseconds} {server} {text}\n";
            IsFull = Bytes + Utf8.GetByteCount(line) > _mostBytes;
            if (!IsFull)
            {
                Put(line);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            OnDisk(_stream.Dispose);
        }
    }

    private string? EventText(ConnectionEvent update, DateTimeOffset at) => update switch
    {
        ConnectionEvent.Connecting connecting => $"connecting {connecting.Attempt}",
        ConnectionEvent.Authenticated => "authenticated",
        ConnectionEvent.Ready ready => $"ready\t{Rewritten(ready.Session.Warning)}",
        ConnectionEvent.Broken broken => $"broken {broken.Failure.Kind} {(broken.WasLive ? "live" : "dead")} " +
            $"{Math.Max(0, (long)(broken.RetryAt - at).TotalMilliseconds)}{Words(broken.Failure)}",
        ConnectionEvent.NeedsUser needs => $"needs-user {needs.Failure.Kind}{Words(needs.Failure)}",
        ConnectionEvent.Received { Value: var section } => SectionText(section),
        _ => null,
    };

    private string? SectionText(Section section)
    {
        if (section.Tag is ['r', ..])
        {
            return null;
        }

        var text = SecretRedactor.Redact(section.Text);
        if (!text.EndsWith('\n'))
        {
            return $"line {section.Tag}\t{OneLine(_rewrite(section.Tag, text))}";
        }

        var lines = _rewrite(section.Tag, text[..^1]).Split('\n');
        return lines.Length > RecordingFormat.MostLines ? null : $"section {section.Tag} {lines.Length}\n{string.Join('\n', lines)}";
    }

    private string Words(Ssh.Failure failure) => $"\t{Rewritten(failure.Text)}\t{Rewritten(failure.Remedy)}";

    private string Rewritten(string? text) =>
        text is null ? "" : OneLine(_rewrite("", SecretRedactor.Redact(text)));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    // .NET has no IOException for EFBIG of write(2): the limit of ulimit -f, or of the file system.
    private static void OnDisk(Action write)
    {
        try
        {
            write();
        }
        catch (ArgumentOutOfRangeException limit)
        {
            throw new IOException("the file would be larger than allowed; see ulimit -f", limit);
        }
    }

    private void Put(string text)
    {
        var bytes = Utf8.GetBytes(text);
        OnDisk(() => _stream.Write(bytes));
        Bytes += bytes.Length;
    }
}
