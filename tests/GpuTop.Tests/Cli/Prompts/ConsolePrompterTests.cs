using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text;
using GpuTop.Cli;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.TerminalDriver;
using GpuTop.Tests.TerminalDriver;

namespace GpuTop.Tests.Cli;

public sealed class ConsolePrompterTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly FakeTty _device = new();
    private readonly Subject<PendingPrompt> _questions = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly List<string> _cancelled = [];

    [Fact]
    public async Task Logins_are_asked_one_after_the_other_with_the_name_of_who_asks()
    {
        using var over = new CancellationTokenSource();
        using var user = User(("gpu01: alice", "one\r"), ("gpu01: Code", "two\r"), ("gpu02: ", "three\r"));
        var first = Ask("gpu01", PromptKind.Password, "alice@gpu01's password:", over.Token);
        var other = Ask("gpu02", PromptKind.Password, "alice@gpu02's password:");
        Assert.Equal("one", await AnswerTo(first));

        // A login is asked all that it wants before another is.
        var second = Ask("gpu01", PromptKind.OneTimeCode, "Code:", over.Token);
        Assert.Equal("two", await AnswerTo(second));
        await over.CancelAsync();
        Assert.Equal("three", await AnswerTo(other));

        Assert.Equal(
            ["gpu01: alice@gpu01's password: ", "gpu01: Code: ", "gpu02: alice@gpu02's password: "],
            _device.Happened.Where(text => text.StartsWith("gpu", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(PromptKind.HostKey, "yes\r", "yes")]
    [InlineData(PromptKind.HostKey, "SHA256:abc\r", "SHA256:abc")]
    [InlineData(PromptKind.HostKey, "no\r", null)]
    [InlineData(PromptKind.Confirm, "y\r", "yes")]
    [InlineData(PromptKind.Confirm, "\r", null)]
    [InlineData(PromptKind.OneTimeCode, "\r", "")]
    [InlineData(PromptKind.Password, "\u0004", null)]
    public async Task Only_a_yes_is_one(PromptKind kind, string typed, string? answer)
    {
        using var user = User(("gpu01: ", typed));
        var question = Ask("gpu01", kind, "really?");

        Assert.Equal(answer, await AnswerTo(question));
        Assert.Equal(answer is null && kind != PromptKind.Confirm ? ["gpu01"] : [], _cancelled);
    }

    [Fact]
    public async Task In_the_background_nobody_is_asked()
    {
        _device.IsForeground = false;
        using var user = User();
        var question = Ask("gpu01", PromptKind.Password, "password:");

        Assert.Null(await AnswerTo(question));
        Assert.Empty(_device.Happened);
    }

    [Fact]
    public async Task A_question_that_goes_away_by_itself_ends_no_connection()
    {
        using var user = User();
        var isAsked = false;
        using var watch = user.IsAsked.Subscribe(asked => isAsked = asked);
        Ask("gpu01", PromptKind.Notice, "Confirm user presence for key ED25519-SK");
        Assert.True(SpinWait.SpinUntil(() => isAsked, Soon));

        await _gone.CancelAsync();
        Assert.True(SpinWait.SpinUntil(() => !isAsked, Soon));

        Assert.Empty(_cancelled);
        Assert.Contains("gpu01: Confirm user presence for key ED25519-SK\n", _device.Happened);
    }

    [Fact]
    public void Who_leaves_while_a_question_is_open_leaves_the_terminal_as_it_was()
    {
        var user = User();
        Ask("gpu01", PromptKind.Password, "password:");
        Assert.True(SpinWait.SpinUntil(() => _device.IsRaw, Soon));

        user.Dispose();

        Assert.False(_device.IsRaw);
        Assert.True(SpinWait.SpinUntil(() => _cancelled.Count == 1, Soon));
    }

    [Fact]
    public void Patience_begins_anew_after_each_question()
    {
        var clock = new HistoricalScheduler();
        using var isAsked = new BehaviorSubject<bool>(false);
        var ticks = 0;
        using var waiting = ConsolePrompter.After(TimeSpan.FromSeconds(15), isAsked, clock).Subscribe(_ => ticks++);

        clock.AdvanceBy(TimeSpan.FromSeconds(14));
        isAsked.OnNext(true);
        clock.AdvanceBy(TimeSpan.FromHours(1));
        isAsked.OnNext(false);
        clock.AdvanceBy(TimeSpan.FromSeconds(14));
        Assert.Equal(0, ticks);

        clock.AdvanceBy(TimeSpan.FromSeconds(2));
        Assert.Equal(1, ticks);
    }

    public void Dispose()
    {
        _questions.Dispose();
        _gone.Dispose();
    }

    private static async Task<string?> AnswerTo(PendingPrompt question) =>
        await question.AnswerAsync.WaitAsync(Soon) is { } answer ? Encoding.UTF8.GetString(answer) : null;

    private PendingPrompt Ask(string server, PromptKind kind, string text, CancellationToken? login = null)
    {
        var question = new PendingPrompt(
            server,
            kind,
            text,
            () =>
            {
                _cancelled.Add(server);
                return Task.CompletedTask;
            },
            login ?? _gone.Token,
            login ?? _gone.Token);
        _questions.OnNext(question);
        return question;
    }

    // Types when it reads what it waits for.
    private ConsolePrompter User(params (string Reads, string Types)[] habits)
    {
        _device.OnWrite = () =>
        {
            var last = _device.Happened[^1];
            foreach (var (_, types) in habits.Where(habit => last.StartsWith(habit.Reads, StringComparison.Ordinal)))
            {
                _device.Type(types);
            }
        };
        return new ConsolePrompter(_questions, new TtyLine(_device));
    }
}
