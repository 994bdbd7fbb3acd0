using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.Config;
using GpuTop.Probe;
using GpuTop.Recordings;
using GpuTop.Ssh;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<GpuTop.Probe.Section>;

namespace GpuTop.Tests.Recordings;

public sealed class RecordingTests
{
    private static readonly DateTimeOffset Start = DemoRecording.Start;
    private static readonly SshSession Session = new RecordedSession(new ServerSetting("gpu01", "gpu01")) { Warning = "slow link" };

    [Fact]
    public void Every_kind_of_event_reads_back_at_its_time()
    {
        var failure = new Failure(FailureKind.TimedOut, "connection timed out", "check the network");
        ConnectionEvent[] news =
        [
            new ConnectionEvent.Connecting(2),
            new ConnectionEvent.Authenticated(),
            new ConnectionEvent.Ready(Session),
            Section("h", "cpu 1 2 3\nloadavg 0.2\n"),
            Section(GpuTop.Probe.Section.Hanging, "g"),
            new ConnectionEvent.Broken(failure, Start.AddSeconds(9), WasLive: true),
            new ConnectionEvent.NeedsUser(failure with { Kind = FailureKind.Authentication, Remedy = null }),
        ];

        var read = WriteAndRead(news);

        Assert.Equal("gpu01", Assert.Single(read.Servers));
        Assert.Equal(Start, read.Start);
        Assert.False(read.IsCut);
        Assert.Equal(Enumerable.Range(0, news.Length).Select(second => Start.AddSeconds(second)), read.Events.Select(it => it.At));
        Assert.Equal(news.Select(Described), read.Events.Select(it => Described(it.Event)));
    }

    [Fact]
    public void Answers_of_commands_are_left_out()
    {
        var read = WriteAndRead(
            [
                Section("r1", "http://localhost:8888/?token=0123456789abcdef\n"), Section("rx7", "<xml>\n"),
                new ConnectionEvent.Connecting(1),
            ]);

        Assert.IsType<ConnectionEvent.Connecting>(Assert.Single(read.Events).Event);
    }

    [Fact]
    public void Failures_are_recorded_without_secrets()
    {
        var failure = new Failure(FailureKind.Authentication, "proxy said: HTTP_TOKEN=abc", "export HTTP_TOKEN=abc");

        var read = WriteAndRead([new ConnectionEvent.NeedsUser(failure)]);

        var needs = Assert.IsType<ConnectionEvent.NeedsUser>(Assert.Single(read.Events).Event);
        Assert.Equal(("proxy said: HTTP_TOKEN=***", "export HTTP_TOKEN=***"), (needs.Failure.Text, needs.Failure.Remedy));
    }

    [Fact]
    public void A_full_recording_ends_and_stays_readable()
    {
        using var stream = new MemoryStream();
        using var writer = new RecordingWriter(stream, ["gpu01"], Start, (_, text) => text, mostBytes: 500);
        for (var i = 0; i < 100; i++)
        {
            writer.Write(0, Section("h", "0123456789\n"), Start.AddSeconds(i));
        }

        Assert.True(writer.IsFull);
        Assert.InRange(writer.Bytes, 400, 500);
        stream.Position = 0;
        Assert.InRange(RecordingReader.Read(stream).Events.Length, 10, 20);
    }

    [Fact]
    public void A_file_cut_anywhere_gives_what_came_before()
    {
        var text = DemoRecording.Text(TimeSpan.FromSeconds(3));
        var whole = Read(text).Events.Length;
        var body = text.AsSpan().IndexOf("\n\n"u8) + 2;
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var read = Read(text[..random.Next(body, text.Length)]);

            Assert.InRange(read.Events.Length, 0, whole);
        }
    }

    [Theory]
    [InlineData("", "line 1: not a recording of gputop")]
    [InlineData("#!/bin/sh\n", "line 1: not a recording of gputop")]
    [InlineData("gputop-recording 2\n", "line 1: recorded by a newer gputop")]
    [InlineData("gputop-recording 1\nstart yesterday\n", "line 2: the time of the start is missing")]
    [InlineData("gputop-recording 1\nstart 2026-11-20T14:00:00Z\n\n", "line 3: no server is named")]
    [InlineData("gputop-recording 1\nstart 2026-11-20T14:00:00Z\nserver a\n\n0 1 connecting 1\n", "line 5: not an event")]
    [InlineData("gputop-recording 1\nstart 2026-11-20T14:00:00Z\nserver a\n\n-5 0 connecting 1\n", "line 5: not an event")]
    [InlineData("gputop-recording 1\nstart 2026-11-20T14:00:00Z\nserver a\n\n1e300 0 connecting 1\n", "line 5: not an event")]
    [InlineData("gputop-recording 1\nstart 2026-11-20T14:00:00Z\nserver a\n\n0 0 section h 2000000000\n", "line 5: not an event")]
    [InlineData("gputop-recording 1\nstart 2026-11-20T14:00:00Z\nserver a\n\n0 0 broken 17 live 5\n", "line 5: not an event")]
    public void What_is_no_recording_is_refused_with_its_line(string text, string message)
    {
        var error = Assert.Throws<RecordingException>(() => Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new GZipStream(new MemoryStream(Compressed(64 * 1024 * 1024)), CompressionMode.Decompress);

        Assert.Contains(
            "too long", Assert.Throws<RecordingException>(() => RecordingReader.Read(endless)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_codes_in_a_file_do_not_come_through()
    {
        var head = "gputop-recording 1\nstart 2026-11-20T14:00:00Z\nserver \u001b[31mred\n\n"u8;
        var read = Read([.. head, .. "0 0 line ?\t\u001b]0;title\a\n0 0 ready\t\u001b[2J\n"u8]);

        Assert.Equal("?[31mred", read.Servers[0]);
        Assert.Equal("?]0;title?", Described(read.Events[0].Event)[2..]);
        Assert.Equal("?[2J", ((ConnectionEvent.Ready)read.Events[1].Event).Session.Warning);
    }

    [Fact]
    public void Changed_bytes_never_crash_the_reader()
    {
        var text = DemoRecording.Text(TimeSpan.FromSeconds(2))[..20_000];
        Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value)[]>(), changes =>
        {
            var changed = text.ToArray();
            foreach (var (at, value) in changes)
            {
                changed[Math.Abs(at % changed.Length)] = value;
            }

            try
            {
                Read(changed);
            }
            catch (RecordingException)
            {
            }
        }).QuickCheckThrowOnFailure();
    }

    private static Recording WriteAndRead(ConnectionEvent[] news)
    {
        using var stream = new MemoryStream();
        using (var writer = new RecordingWriter(stream, ["gpu01"], Start, (_, text) => text))
        {
            for (var i = 0; i < news.Length; i++)
            {
                writer.Write(0, news[i], Start.AddSeconds(i));
            }
        }

        return Read(stream.ToArray());
    }

    private static Recording Read(byte[] text)
    {
        using var stream = new MemoryStream(text);
        return RecordingReader.Read(stream);
    }

    private static byte[] Compressed(int length)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(new byte[length]);
        }

        return stream.ToArray();
    }

    private static ConnectionEvent.Received Section(string tag, string text) => new(new Section(tag, text, Start));

    private static string Described(ConnectionEvent news) => news switch
    {
        ConnectionEvent.Received heard => $"{heard.Value.Tag} {heard.Value.Text}",
        ConnectionEvent.Ready ready => $"ready {ready.Session.Warning}",
        _ => $"{news}",
    };
}
