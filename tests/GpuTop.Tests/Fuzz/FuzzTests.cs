using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Text;
using GpuTop.Model;
using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;
using GpuTop.TerminalDriver;
using Xunit.Abstractions;

namespace GpuTop.Tests.Fuzz;

/// <summary>Parsers, framing, update and screen on mutations of what servers say.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string Nonce = "n0nce";
    private const string Server = "gpu01";

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly string[] Tags = ["i", "g", "a", "m", "h", "t", "d", "s", "p", "c", "b", "r1001", "rx1"];
    private static readonly (int Width, int Height)[] Sizes = [(80, 24), (200, 50), (40, 10), (20, 4), (1, 1), (120, 30)];

    [Fact]
    public void Parsers_read_any_text_for_every_kind_of_section() => FuzzRun.All(output, 0.5, 1, random =>
    {
        var text = FuzzMutation.Of(Pick(random), random);
        foreach (var tag in Tags)
        {
            var section = new Section(tag, TextSanitizer.Clean(WithoutMarks(text)), Start);
            _ = SectionParser.Of(section);
            _ = RequestAnswers.Of(Server, section);
        }
    });

    [Fact]
    public void Whatever_a_server_says_the_screen_and_the_outputs_show_it_cleaned_and_without_phantoms() =>
        FuzzRun.All(output, 0.5, 1, random =>
    {
        var said = new List<byte>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            said.AddRange(random.Next(4) == 0 ? Pick(random) : FuzzMutation.Of(Pick(random), random));
        }

        var bytes = said.ToArray();
        var state = Hear(State(random), bytes, random);
        var frame = new CellBuffer(0, 0);
        for (var i = 0; i < 3; i++)
        {
            var (width, height) = Sizes[random.Next(Sizes.Length)];
            state = Press(state with { Width = width, Height = height }, random);
            FuzzOracle.Screen(state, frame);
        }

        FuzzOracle.Model(state, cards: Cards(bytes).Concat(Cards(FuzzCorpus.Healthy)).Distinct().Count());
        FuzzOracle.Outputs(state);
    });

    private static byte[] Pick(Random random) => FuzzCorpus.Blocks[random.Next(FuzzCorpus.Blocks.Count)];

    // As the framer hands a section on: without the marks of the wire.
    private static byte[] WithoutMarks(byte[] text) =>
        Encoding.Latin1.GetBytes(string.Join('\n', Encoding.Latin1.GetString(text).Split('\n')
        .Select(line => line.StartsWith('\u001e') && line.IndexOf('|') is > 0 and var bar ? line[(bar + 1)..] : line)));

    // Cards that are named: by index and UUID in a row, by an address in a sentence, which may stand anywhere.
    private static IEnumerable<string> Cards(byte[] bytes) => Encoding.Latin1.GetString(bytes).Split('\n').SelectMany(line =>
        line.Split(["GPU0", "GPU 0"], StringSplitOptions.None).Skip(1)
            .Concat(line.StartsWith("\u001eg|", StringComparison.Ordinal) ? [string.Join(',', line[3..].Split(',').Take(2))] : []));

    private static AppState State(Random random)
    {
        var state = new AppState
        {
            Fleet = new Fleet(
            [GpuTop.Model.Server.Initial(Server, Server, Start)]),
            Now = Start,
            View = (ViewKind)random.Next(
                Enum.GetValues<ViewKind>().Length)
        };
        state = Update.Apply(state, new Message.ConnectionChanged(Server, new ConnectionStatus(ConnectionPhase.Live, Start)), Start).State;
        return random.Next(3) == 0 ? state : Hear(state, FuzzCorpus.Healthy, new Random(0));
    }

    private static AppState Hear(AppState state, byte[] bytes, Random random)
    {
        var clock = new HistoricalScheduler(state.Now);
        using var chunks = new Subject<ReadOnlyMemory<byte>>();
        using var subscription = chunks.Sections(Nonce, clock).Subscribe(section =>
        {
            var message = RequestAnswers.Of(Server, section)
                ?? (SectionParser.Of(section) is { } reading
                    ? new Message.ReadingReceived(Server, reading) : (Message)new Message.Ticked());
            state = Update.Apply(state, message, clock.Now).State;
        });
        chunks.OnNext(Encoding.UTF8.GetBytes($"\n\u001e@{Nonce} ready 1 pid=4711 lead=1\n"));
        chunks.OnNext(FuzzCorpus.Head);
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(bytes.Length - at, random.Next(1, 16_000));
            chunks.OnNext(bytes.AsMemory(at, length));
            clock.AdvanceBy(TimeSpan.FromMilliseconds(random.Next(0, 2000)));
            state = Update.Apply(state, new Message.Ticked(), clock.Now).State;
            at += length;
        }

        clock.AdvanceBy(TimeSpan.FromSeconds(5));
        return Update.Apply(state, new Message.Ticked(), clock.Now).State;
    }

    private static AppState Press(AppState state, Random random)
    {
        for (var i = random.Next(6); i > 0; i--)
        {
            state = Update.Apply(
                state, new Message.Pressed(MonkeyTests.AnyKey(random)), state.Now + TimeSpan.FromMilliseconds(random.Next(500))).State;
        }

        return state;
    }
}
