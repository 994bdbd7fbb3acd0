using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>Shows the prompts of ssh at the terminal for a command without a screen, one login after another. Without a terminal, or in
/// a background job, prompts are cancelled.</summary>
internal sealed class ConsolePrompter : IDisposable
{
    private readonly BehaviorSubject<bool> _isAsked = new(false);
    private readonly List<PendingPrompt> _waiting = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly StatusLine _status = new();
    private readonly IDisposable _subscription = Disposable.Empty;
    private readonly TtyLine? _line;
    private readonly Thread? _thread;
    private bool _isHelpShown;

    /// <param name="questions">Prompts of ssh; hot. Subscribed to only with a terminal.</param>
    public ConsolePrompter(IObservable<PendingPrompt> questions)
        : this(questions, TtyLine.Open())
    {
    }

    /// <summary>A prompter that shows only the status line.</summary>
    public static ConsolePrompter Nobody() => new(Observable.Never<PendingPrompt>(), null);

    internal ConsolePrompter(IObservable<PendingPrompt> questions, TtyLine? line)
    {
        _line = line;
        if (line is not null)
        {
            _subscription = questions.Subscribe(Add);
            _thread = new Thread(() => Ask(line)) { IsBackground = true, Name = "questions" };
            _thread.Start();
        }
    }

    /// <summary>Time limit of a login without prompts: with a terminal long enough for a second factor on a phone, else 30 s; ssh itself
    /// gives up an unreachable address after 15 s.</summary>
    public TimeSpan LoginWithin => _line?.IsAvailable == true ? ConnectionTimeouts.ConnectWithin : TimeSpan.FromSeconds(30);

    /// <summary>Whether a prompt is shown or waiting. Begins with the current value; on the prompt thread, which must not block.</summary>
    public IObservable<bool> IsAsked => _isAsked;

    /// <summary>Shows the status; hidden during a prompt.</summary>
    public void Show(string status) => _status.Show(status);

    /// <summary>Writes a line to standard error, above the status.</summary>
    public void Tell(string line) => _status.Tell(line);

    /// <summary>Writes whole lines to standard output, which is the terminal, above the status and a prompt.</summary>
    public void Print(string lines) => _status.WriteAbove(() =>
    {
        if (_line is null)
        {
            Console.Out.Write(lines);
        }
        else
        {
            _line.WriteAbove(end => Console.Out.Write(lines.Replace("\n", end, StringComparison.Ordinal)));
        }
    });

    /// <summary>Ticks once after a time without prompts; each prompt restarts the time. Cold.</summary>
    public IObservable<long> After(TimeSpan limit, IScheduler clock) => After(limit, _isAsked, clock);

    internal static IObservable<long> After(TimeSpan limit, IObservable<bool> isAsked, IScheduler clock) => isAsked
        .DistinctUntilChanged()
        .Select(asked => asked ? Observable.Never<long>() : Observable.Timer(limit, clock))
        .Switch()
        .Take(1);

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_waiting)
        {
            _ending.Cancel();
            Monitor.PulseAll(_waiting);
        }

        _thread?.Join();
        _status.Dispose();
        _ending.Dispose();
    }

    private void Add(PendingPrompt question)
    {
        lock (_waiting)
        {
            _waiting.Add(question);
            Monitor.PulseAll(_waiting);
        }

        question.LoginEnded.Register(() =>
        {
            lock (_waiting)
            {
                Monitor.PulseAll(_waiting);
            }
        });
    }

    private void Ask(TtyLine line)
    {
        using (line)
        {
            var login = CancellationToken.None;
            while (Next(login) is { } question)
            {
                if (!_ending.IsCancellationRequested && line.IsAvailable && !question.Gone.IsCancellationRequested)
                {
                    login = question.LoginEnded;
                    using var held = _status.Hold();
                    _isAsked.OnNext(true);
                    Ask(line, question);
                }
                else if (question.Kind != PromptKind.Notice)
                {
                    question.Cancel();
                }

                _isAsked.OnNext(HasWaiting());
            }
        }
    }

    /// <summary>Waits for the next prompt of the same login, of another only after its end, so that input typed ahead for one server does
    /// not reach a second; null at the end.</summary>
    private PendingPrompt? Next(CancellationToken login)
    {
        lock (_waiting)
        {
            while (true)
            {
                var isAny = !login.CanBeCanceled || login.IsCancellationRequested || _ending.IsCancellationRequested;
                if (_waiting.FindIndex(question => isAny || question.LoginEnded == login) is >= 0 and var index)
                {
                    var next = _waiting[index];
                    _waiting.RemoveAt(index);
                    return next;
                }

                if (_ending.IsCancellationRequested)
                {
                    return null;
                }

                Monitor.Wait(_waiting);
            }
        }
    }

    private bool HasWaiting()
    {
        lock (_waiting)
        {
            return _waiting.Count > 0;
        }
    }

    private void Ask(TtyLine line, PendingPrompt question)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(question.Gone, _ending.Token);
        if (question.Kind == PromptKind.Notice)
        {
            line.Say($"{question.Server}: {question.Text}");
            gone.Token.WaitHandle.WaitOne();
            return;
        }

        if (!_isHelpShown)
        {
            _isHelpShown = true;
            line.Say("Ctrl-D skips the server that asks.");
        }

        if (line.Read($"{question.Server}: {question.Text} ", !question.IsSecret, gone.Token) is { } answer
            && !IsNo(question.Kind, answer.Trim()))
        {
            question.Answer(question.Kind == PromptKind.Confirm ? "yes" : answer);
        }
        else
        {
            question.Cancel();
        }
    }

    // ssh validates other answers to a host key itself and asks again for "yes", "no" or the fingerprint.
    private static bool IsNo(PromptKind kind, string answer) => kind switch
    {
        PromptKind.HostKey => answer == "no",
        PromptKind.Confirm => answer is not ("yes" or "y"),
        _ => false,
    };
}
