using System.ComponentModel;
using System.Globalization;
using System.Net.Sockets;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>The private folder of this process' sockets. Disposing removes it.</summary>
/// <remarks>ssh checks the peer of a control socket but not its folder: it accepts a world-writable one.</remarks>
internal sealed class SocketFolder : IDisposable
{
    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Longest path of a control socket: ssh first binds it with 17 more characters, and fails only after
    /// authentication.</summary>
    private static readonly int MaxPathLength = OperatingSystem.IsMacOS() ? 86 : 90;

    /// <summary>Number of random digits at the end of a fresh place's name.</summary>
    private const int FreshDigits = 8;

    /// <summary>Age below which an empty place may belong to another gputop that is about to make its folder there.</summary>
    private static readonly TimeSpan MinStaleAge = TimeSpan.FromMinutes(1);

    /// <summary>Number of folders of this process; one in the program, more in its tests.</summary>
    private static int _count;

    private readonly FileStream _lock;
    private readonly string[] _places;
    private int _last;

    private SocketFolder(string path, string[] places)
    {
        Path = path;
        _places = places;
        _lock = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        foreach (var left in Directory.EnumerateFiles(path).Where(file => System.IO.Path.GetFileName(file) != LockName))
        {
            File.Delete(left); // From a killed process with the same id.
        }
    }

    /// <summary>Full path; needs no quoting in a shell or in options of ssh.</summary>
    public string Path { get; }

    private static string LockName => "lock";

    /// <summary>Creates the folder in the first place that is private and short enough.</summary>
    /// <exception cref="IOException">There is no such place.</exception>
    public static SocketFolder Create(IEnumerable<string> places, int processId)
    {
        string[] all = [.. places];
        var name = processId.ToString(CultureInfo.InvariantCulture);
        if (Interlocked.Increment(ref _count) is > 1 and var count)
        {
            name += "." + count;
        }

        var refusals = new List<string>();
        foreach (var place in all)
        {
            var path = System.IO.Path.Combine(place, name);
            if ((PathProblem(path) ?? MakePrivate(place) ?? MakePrivate(path)) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }

            return new SocketFolder(path, all);
        }

        throw new IOException("no place for sockets: " + string.Join("; ", refusals));
    }

    /// <summary>The places for the folders of all gputop processes of the user, best first.</summary>
    public static IEnumerable<string> Places(string? runtimeFolder, uint userId)
    {
        if (runtimeFolder is { Length: > 0 } && System.IO.Path.IsPathFullyQualified(runtimeFolder))
        {
            yield return System.IO.Path.Combine(runtimeFolder, "gputop");
        }

        // Not $TMPDIR: on macOS it is 50 characters long.
        yield return $"/tmp/gputop-{userId}";
        yield return $"/tmp/gputop-{userId}-{Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, FreshDigits / 2))}";
    }

    /// <summary>A path for a socket that was never used before.</summary>
    /// <exception cref="IOException">The folder was removed with the askpass socket: ssh would send empty passwords.</exception>
    public string NextSocket() => Directory.Exists(Path)
        ? System.IO.Path.Combine(Path, Interlocked.Increment(ref _last).ToString("x4", CultureInfo.InvariantCulture))
        : throw new IOException($"{Path} was removed: restart gputop");

    /// <summary>Removes the folders of killed gputop processes, and ends their ssh processes.</summary>
    public async Task RemoveStaleAsync(CancellationToken token)
    {
        var here = System.IO.Path.GetDirectoryName(Path)!;
        await RemoveStaleAsync(here, token);
        foreach (var place in _places.Where(IsFresh).SelectMany(place => OthersLike(place, here)).Where(IsOurs))
        {
            await RemoveStaleAsync(place, token);
#pragma warning disable RS0030 // The system's clock sets the times of files.
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(place) > MinStaleAge)
#pragma warning restore RS0030
            {
                RemoveEmpty(place);
            }
        }
    }

    private async Task RemoveStaleAsync(string place, CancellationToken token)
    {
        foreach (var folder in Directory.EnumerateDirectories(place))
        {
            if (folder == Path || !int.TryParse(System.IO.Path.GetFileName(folder).Split('.')[0], out var pid) || IsAlive(folder, pid))
            {
                continue;
            }

            foreach (var socket in Directory.EnumerateFiles(folder).Where(IsControlSocket))
            {
                if (await AnswersAsync(socket, token))
                {
                    await ChildProcess.RunAsync(OpenSshCommands.Exit(socket), TimeSpan.FromSeconds(2), token);
                }
            }

            Remove(folder);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
        if (System.IO.Path.GetDirectoryName(Path) is { } place && IsFresh(place))
        {
            RemoveEmpty(place); // A fresh place has no other user; the common places stay.
        }
    }

    // Compared with a common place: the digits of a user id alone may look the same.
    private bool IsFresh(string place) => _places.Any(common =>
        place.Length == common.Length + 1 + FreshDigits && place.StartsWith(common + "-", StringComparison.Ordinal)
        && place[^FreshDigits..].All(char.IsAsciiHexDigitLower));

    private IEnumerable<string> OthersLike(string freshPlace, string here) => Directory
        .EnumerateDirectories(System.IO.Path.GetDirectoryName(freshPlace)!, System.IO.Path.GetFileName(freshPlace)[..^FreshDigits] + "*")
        .Where(place => place != here && IsFresh(place));

    private static bool IsOurs(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).LinkTarget is null
                && (FileStatus.Of(folder, followLink: false).UserId ?? Posix.UserId) == Posix.UserId;
        }
        catch (Win32Exception)
        {
            return false; // Gone.
        }
    }

    private static void RemoveEmpty(string place)
    {
        try
        {
            Directory.Delete(place);
        }
        catch (Exception used) when (used is IOException or UnauthorizedAccessException)
        {
            // Not empty, or gone.
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Another gputop removed it, or a socket appeared meanwhile; the next start retries.
        }
    }

    // Excludes the lock, and the sockets of tunnels (with a dot), which are connected to a server's port.
    private static bool IsControlSocket(string file) =>
        System.IO.Path.GetFileName(file) is var name && name != LockName && !name.Contains('.');

    /// <summary>Whether the folder's process is alive, by its lock: the process id may have been reused.</summary>
    private static bool IsAlive(string folder, int pid)
    {
        var file = System.IO.Path.Combine(folder, LockName);
        if (!File.Exists(file))
        {
            return Posix.Exists(pid); // Created but not locked yet.
        }

        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static async Task<bool> AnswersAsync(string socket, CancellationToken token)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string? PathProblem(string path) =>
        path.Length + "/ffff".Length > MaxPathLength ? path + " is too long for a socket"
        : path.Any(letter => !char.IsAsciiLetterOrDigit(letter) && !"/._-".Contains(letter))
            ? path + " has characters that ssh would expand"
        : null;

    private static string? MakePrivate(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, OnlyMine);
            if (new DirectoryInfo(folder).LinkTarget is not null)
            {
                return folder + " is a link";
            }

            if (FileStatus.Of(folder, followLink: false).UserId is { } owner && owner != Posix.UserId)
            {
                return folder + " belongs to another user";
            }

            File.SetUnixFileMode(folder, OnlyMine); // Fails on another user's folder.
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return refused.Message;
        }
    }
}
