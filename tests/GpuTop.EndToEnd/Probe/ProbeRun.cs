using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using GpuTop.Probe;

namespace GpuTop.EndToEnd.Probe;

/// <summary>A probe that runs here as it would under sshd: a shell that reads it from a pipe, as leader of a session of its own.</summary>
internal sealed class ProbeRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<Section> _heard = [];
    private readonly Process _shell;
    private readonly Task _reading;
    private readonly Timer? _heart;
    private readonly FakeDriver _driver;

    /// <param name="shell">Name and arguments.</param>
    /// <param name="driver">What <c>nvidia-smi</c> answers.</param>
    /// <param name="path">Folders before the system's own; the stand-in for <c>nvidia-smi</c> when null.</param>
    /// <param name="beats">Whether heartbeats are sent.</param>
    /// <param name="leads">Whether the shell leads a session, as sshd makes it; under other programs it must not kill its group.</param>
    public ProbeRun(string shell, FakeDriver driver, string? path = null, bool beats = true, bool leads = true)
    {
        _driver = driver;
        var words = shell.Split(' ');
        var start = leads
            ? new ProcessStartInfo("setsid", [.. words, "-s"])
            : new ProcessStartInfo(words[0], [.. words[1..], "-s"]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["PATH"] = $"{path ?? FakeDriver.Programs}:/usr/local/bin:/usr/bin:/bin";
        start.Environment["GPUTOP_FAKE_STATE"] = driver.State;
        start.Environment["TMUX_TMPDIR"] = driver.State;
        _shell = Process.Start(start)!;
        _shell.ErrorDataReceived += (_, _) => { };
        _shell.BeginErrorReadLine();
        var nonce = ProbeScript.NewNonce();
        _reading = ReadAsync(nonce);
        Say(
            ProbeScript.Text(
                nonce, TimeSpan.FromSeconds(1), hangUp: true, limit: beats ? ProbeScript.HeartbeatLimit : TimeSpan.FromSeconds(3)),
            end: "");
        WaitFor("the probe is ready", heard => heard.Any(section => section.Tag == Section.Ready));
        _heart = beats ? new Timer(_ => Say("b 1"), null, TimeSpan.Zero, TimeSpan.FromSeconds(1)) : null;
    }

    /// <summary>PID of the program that was started: without <c>setsid</c>, the shell.</summary>
    public int Pid => _shell.Id;

    public void Say(string line, string end = "\n")
    {
        try
        {
            lock (_shell)
            {
                _shell.StandardInput.Write(line + end);
                _shell.StandardInput.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The probe has gone; what waits for it will say so.
        }
    }

    /// <summary>The end of the stream, as when ssh's client has gone.</summary>
    public void HangUp()
    {
        _heart?.Dispose();
        try
        {
            lock (_shell)
            {
                _shell.StandardInput.Close();
            }
        }
        catch (IOException)
        {
            // Nobody reads the rest any more.
        }
    }

    /// <summary>The first section with that tag (and that in its text), now or soon.</summary>
    public string Text(string tag, string containing = "") => Texts(tag, 1, containing)[0];

    /// <summary>That many of them.</summary>
    public string[] Texts(string tag, int count, string containing = "")
    {
        string[] Matching(IEnumerable<Section> heard) =>
            [.. heard.Where(section => section.Tag == tag).Select(section => section.Text)
                .Where(text => text.Contains(containing, StringComparison.Ordinal))];
        WaitFor($"{count} sections {tag} with '{containing}'", heard => Matching(heard).Length >= count);
        lock (_heard)
        {
            return Matching(_heard);
        }
    }

    /// <summary>The arrival times of all sections with that tag.</summary>
    public DateTimeOffset[] Times(string tag)
    {
        lock (_heard)
        {
            return [.. _heard.Where(section => section.Tag == tag).Select(section => section.At)];
        }
    }

    public void WaitFor(string what, Func<IReadOnlyList<Section>, bool> isSo)
    {
        var clock = Stopwatch.StartNew();
        lock (_heard)
        {
            while (!isSo(_heard))
            {
                var left = Patience - clock.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_heard, left))
                {
                    var heard = string.Join('\n', _heard.Select(section => $"{section.At:ss.fff} {section.Tag} {section.Text}"));
                    Assert.Fail($"waited in vain until {what}; heard:\n{heard}");
                }
            }
        }
    }

    /// <summary>How long it takes until nothing of the probe is left on this machine.</summary>
    public TimeSpan UntilAllIsGone()
    {
        var clock = Stopwatch.StartNew();
        while (_driver.Running() is { Count: > 0 } left)
        {
            Assert.True(clock.Elapsed < Patience, "still there: " + string.Join('\n', left));
            Thread.Yield();
        }

        return clock.Elapsed;
    }

    public void Dispose()
    {
        HangUp();
        UntilAllIsGone();
        _reading.Wait(Patience);
        _shell.Dispose();
    }


    private async Task ReadAsync(string nonce)
    {
        using var chunks = new Subject<ReadOnlyMemory<byte>>();
        using var subscription = chunks.Sections(nonce, Scheduler.Default).Subscribe(section =>
        {
            lock (_heard)
            {
                _heard.Add(section);
                Monitor.PulseAll(_heard);
            }
        });
        var buffer = new byte[64 * 1024];
        int length;
        while ((length = await _shell.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            chunks.OnNext(buffer.AsMemory(0, length));
        }
    }
}
