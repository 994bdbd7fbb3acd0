using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GpuTop.EndToEnd.Product;
using Xunit.Abstractions;

namespace GpuTop.EndToEnd.Matrix;

/// <summary>What has to happen after failures, watched all at once: each in its time, while servers that have nothing to do with them go
/// on.</summary>
internal sealed class Deadlines(TmuxScreen screen, ITestOutputHelper output)
{
    /// <summary>A change of a value is on the screen after two samples at most.</summary>
    private static readonly TimeSpan TwoSamples = TimeSpan.FromSeconds(2);

    /// <summary>A utilization in percent that only a new connection can tell of.</summary>
    private const int Renewed = 9;

    private readonly List<Expected> _expected = [];
    private readonly List<GpuServer> _living = [];

    /// <summary>From now on this is awaited.</summary>
    /// <param name="what">For the one who reads what was measured.</param>
    /// <param name="seconds">Within which it should be so.</param>
    /// <param name="isSo">Of the screen's text.</param>
    public void Expect(string what, double seconds, Func<string, bool> isSo) => Expect(what, seconds, isSo, () => "");

    /// <summary>From now on it is awaited that nothing of it is left.</summary>
    public void ExpectGone(string what, double seconds, Func<IReadOnlyCollection<string>> left) =>
        Expect($"{what}: nothing is left", seconds, _ => left().Count == 0, () => "left:\n" + string.Join('\n', left()));

    /// <summary>From now on it is awaited that the screen says that a server's connection is lost. A busy machine may not see that before
    /// the next attempt begins: see <see cref="AssertLost"/>.</summary>
    public void ExpectLost(string what, double seconds, GpuServer server) => Expect(
        $"{what}: shown as lost",
        seconds,
        text =>
            ScreenReader.Server(text, server.Name) is var line && (IsLost(line) || line.Contains("attempt ", StringComparison.Ordinal))
                || IsRenewed(text, server));

    /// <summary>From now on it is awaited that a server that was lost comes back, and that what is new there is shown.</summary>
    public void ExpectLive(string what, double seconds, GpuServer server)
    {
        server.Driver.Gpus($"utilization_gpu={Renewed} memory_used=30000");
        Expect($"{what}: live again", seconds, text => IsRenewed(text, server));
    }

    /// <summary>The server's values have to follow its driver all the time.</summary>
    public void GoesOn(params GpuServer[] servers) => _living.AddRange(servers);

    /// <summary>Goes to the events: they have to tell that these servers were lost, and no other.</summary>
    public void AssertLost(params GpuServer[] servers)
    {
        var names = servers.Select(server => server.Name).ToHashSet();
        screen.Press("7");
        screen.WaitFor(
            "the loss of " + string.Join(", ", names),
            text => names.SetEquals(text.Split('\n').Where(IsLost).SelectMany(NamesIn)));
    }

    /// <summary>Waits until all that is expected was so.</summary>
    public void Watch()
    {
        var lives = _living.Select(server => new Life(server)).ToArray();
        while (_expected.Count > 0)
        {
            var text = screen.Text;
            Array.ForEach(lives, life => life.Look(text));
            _expected.RemoveAll(expected =>
            {
                var took = expected.Clock.Elapsed;
                if (expected.IsSo(text))
                {
                    Say(expected.What, took);
                    return true;
                }

                Assert.True(
                    took < expected.Within + BusyMachine.Slack,
                    $"not after {took.TotalSeconds:0.0} s: {expected.What}\n{text}{expected.Evidence()}{screen.Evidence()}");
                return false;
            });
            Thread.Sleep(20);
        }

        Array.ForEach(lives, life => Say($"{life.Server.Name}: {life.Count} changes were shown, the slowest after", life.Slowest));
    }

    private static bool IsLost(string line) => line.Contains("connection lost", StringComparison.Ordinal);

    private static bool IsRenewed(string text, GpuServer server) =>
        ScreenReader.IsLive(text, server.Name) && ScreenReader.Utilization(text, server.Name, 0) == Renewed;

    // One, or all that lost it at about the same time.
    private static IEnumerable<string> NamesIn(string line) => Regex.Matches(line, @"gpu\d+").Select(match => match.Value);

    private void Say(string what, TimeSpan took) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {took.TotalSeconds:0.00} s"));

    private void Expect(string what, double seconds, Func<string, bool> isSo, Func<string> evidence) =>
        _expected.Add(new(what, TimeSpan.FromSeconds(seconds), isSo, Stopwatch.StartNew(), evidence));

    private sealed record Expected(string What, TimeSpan Within, Func<string, bool> IsSo, Stopwatch Clock, Func<string> Evidence);

    /// <summary>A server whose GPU gets another utilization as soon as the last is shown.</summary>
    private sealed class Life
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private int _value = 10;

        public Life(GpuServer server)
        {
            Server = server;
            Change();
        }

        public GpuServer Server { get; }

        public int Count { get; private set; }

        public TimeSpan Slowest { get; private set; }

        public void Look(string text)
        {
            if (ScreenReader.Utilization(text, Server.Name, 0) == _value)
            {
                Slowest = _clock.Elapsed > Slowest ? _clock.Elapsed : Slowest;
                Count++;
                Change();
            }

            Assert.True(
                _clock.Elapsed < TwoSamples + BusyMachine.Slack,
                $"{Server.Name} does not show {_value} % after {_clock.Elapsed.TotalSeconds:0.0} s\n{text}");
            Assert.False(ScreenReader.IsDown(text, Server.Name), text);
        }

        private void Change()
        {
            _value = 10 + ((_value + 7) % 80);
            Server.Driver.Gpus($"utilization_gpu={_value} memory_used=30000");
            _clock.Restart();
        }
    }
}
