using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Cli;
using GpuTop.Config;
using GpuTop.Probe;
using GpuTop.Recordings;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Tests.Cli;

public sealed class LogFileTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 14, 0, 1, 234, TimeSpan.FromHours(1));
    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-log-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_entry_has_a_time_a_server_and_harmless_text()
    {
        using (var log = Open())
        {
            log.Write(At, "gpu01", "said\r\n\e[2Jhi");
        }

        Assert.Equal("2026-11-20T13:00:01.234Z gpu01 said\n    | ?[2Jhi\n", File.ReadAllText(Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void Entries_are_added_and_never_more_than_two_files_are_kept()
    {
        for (var run = 0; run < 2; run++)
        {
            using var log = Open();
            for (var entry = 0; entry < 1500; entry++)
            {
                log.Write(At, "gpu01", new string('x', 3900));
            }
        }

        Assert.Equal([Path, Path + ".1"], Directory.GetFiles(_folder).Order());
        Assert.All(Directory.GetFiles(_folder), file => Assert.InRange(new FileInfo(file).Length, 1, LogFile.MostBytes));
        Assert.All(
            Directory.GetFiles(_folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_long_entry_is_cut_and_says_so()
    {
        using (var log = Open())
        {
            log.Write(At, "gpu01", new string('x', 70_000));
        }

        Assert.EndsWith("(66000 characters more)\n", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_is_told_and_left_as_it_is()
    {
        File.WriteAllText(Path, "");
        File.SetUnixFileMode(Path, (UnixFileMode)0b110_100_100);
        Assert.Equal($"others may read {Path}; try: chmod 600 {Path}", LogFile.Open(Path).Problem);
        Assert.Contains("it is a directory", LogFile.Open(_folder).Problem, StringComparison.Ordinal);
        Assert.NotNull(LogFile.Open(_folder + "/none/log").Problem);
        Assert.NotNull(LogFile.Open("").Problem);
        File.Delete(Path);
        using var log = Open();

        Assert.NotNull(LogFile.Open(Path).Problem); // Two programs would rotate each other's files.
    }

    [Fact]
    public void A_disk_that_is_full_or_gone_disturbs_nobody()
    {
        using var log = Open();
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path + ".1/in the way");

        for (var entry = 0; entry < 1500; entry++)
        {
            log.Write(At, "gpu01", new string('x', 3900));
        }

        log.Dispose();
        log.Write(At, "gpu01", "late");
    }

    [Theory]
    [InlineData("http://h:8888/?token=abc123&x=1 and TOKEN=def", "http://h:8888/?token=...&x=1 and TOKEN=...")]
    [InlineData("token=", "token=...")]
    [InlineData("none", "none")]
    public void Tokens_are_not_written(string text, string kept) => Assert.Equal(kept, LogFile.WithoutTokens(text));

    [Fact]
    public void News_of_a_connection_are_written_and_samples_are_not()
    {
        var clock = new HistoricalScheduler(At);
        var news = new Subject<ConnectionEvent>();
        using (var log = Open())
        {
            var feed = new ConnectionLog(log, clock).Follow(new ServerFeed("gpu01", "gpu01", _ => news));
            using var heard = feed.Connect(Observable.Never<Unit>()).Subscribe();
            news.OnNext(new ConnectionEvent.Connecting(2));
            news.OnNext(new ConnectionEvent.Authenticated());
            news.OnNext(Heard(Section.Noise, "Welcome"));
            var session = new RecordedSession(new ServerSetting("gpu01", "gpu01"))
            {
                Warning = "a warning",
                LoginOutput = "a banner",
            };
            news.OnNext(new ConnectionEvent.Ready(session));
            news.OnNext(Heard("a", "P 4711 1 1000 alice S 1 0 1 python --api-key=secret\n"));
            news.OnNext(Heard("r901", "http://localhost:8888/?token=secret\n"));
            news.OnNext(Heard(Section.Hanging, "d"));
            news.OnNext(Heard("+", "section a: 300000 bytes dropped"));
            news.OnNext(
                new ConnectionEvent.Broken(
                    new Failure(FailureKind.Lost, "connection lost", null, "Broken pipe"), At.AddSeconds(3), WasLive: true));
            news.OnNext(new ConnectionEvent.NeedsUser(new Failure(FailureKind.Account, "the account has expired", "ask")));
        }

        Assert.Equal(
            """
            connects, attempt 2
            is logged in
            printed before the probe: Welcome
            runs the probe
                | a banner
                | a warning
            section d hangs
            limited: section a: 300000 bytes dropped
            connection lost (Lost)
                | next attempt at 13:00:04Z
                | Broken pipe
            needs the user: the account has expired (Account); ask

            """,
            File.ReadAllText(Path).Replace("2026-11-20T13:00:01.234Z gpu01 ", "", StringComparison.Ordinal));
    }

    private static ConnectionEvent.Received Heard(string tag, string text) => new(new Section(tag, text, At));

    private LogFile Open() => LogFile.Open(Path).Log ?? throw new InvalidOperationException(LogFile.Open(Path).Problem);
}
