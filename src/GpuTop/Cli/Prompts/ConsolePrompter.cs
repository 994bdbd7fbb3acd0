using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.Ssh;
using GpuTop.Terminal;

namespace GpuTop.Cli;

/// <summary>The user of a command without a screen: what ssh asks is asked at the terminal, one login after the other, as ssh
/// itself would. Where there is no terminal, or it is another program's at the moment, nobody is asked.</summary>
internal sealed class ConsolePrompter : IDisposable
{
    private readonly BehaviorSubject<bool> _isAsked = new(false);
    private readonly List<PendingPrompt> _waiting = [];
    private readonly CancellationTokenSource _leaving = new();
    private readonly StatusLine _status = new();
    private readonly IDisposable _listening = Disposable.Empty;
    private readonly TtyLine? _line;
    private readonly Thread? _asking;
    private bool _knowsHow;

    /// <param name="questions">What ssh asks; hot. Subscribed to only where somebody can answer.</param>
    public ConsolePrompter(IObservable<PendingPrompt> questions)
        : this(questions, TtyLine.Open())
    {
    }

    /// <summary>Nobody who could answer; a status may be shown all the same.</summary>
    public static ConsolePrompter Nobody() => new(Observable.Never<PendingPrompt>(), null);

    internal ConsolePrompter(IObservable<PendingPrompt> questions, TtyLine? line)
    {
        _line = line;
        if (line is not null)
        {
            _listening = questions.Subscribe(Add);
            _asking = new Thread(() => Ask(line)) { IsBackground = true, Name = "questions" };
            _asking.Start();
        }
    }

    /// <summary>How long a login may take in which nothing is asked here: where there is a user, as long as a second factor on his phone; else
    /// a server that takes so long will not answer. ssh itself gives up a network that does not answer after 15 s.</summary>
    public TimeSpan LoginWithin => _line?.IsAvailable == true ? Clocks.ConnectWithin : TimeSpan.FromSeconds(30);

    /// <summary>Whether the user is being asked, or has to be. Begins with how it is; on the thread that asks, which must not be made to wait.</summary>
    public IObservable<bool> IsAsked => _isAsked;

    /// <summary>Says what is waited for; nothing while the user is asked.</summary>
    public void Show(string status) => _status.Show(status);

    /// <summary>Writes a line to standard error, above the status.</summary>
    public void Tell(string line) => _status.Tell(line);

    /// <summary>Ticks once when so much time has passed in which the user was not asked; each question makes it begin anew. Cold.</summary>
    public IObservable<long> After(TimeSpan patience, IScheduler clock) => After(patience, _isAsked, clock);

    internal static IObservable<long> After(TimeSpan patience, IObservable<bool> isAsked, IScheduler clock) => isAsked
        .DistinctUntilChanged()
        .Select(asked => asked ? Observable.Never<long>() : Observable.Timer(patience, clock))
        .Switch()
        .Take(1);

    public void Dispose()
    {
        _listening.Dispose();
        lock (_waiting)
        {
            _leaving.Cancel();
            Monitor.PulseAll(_waiting);
        }

        _asking?.Join();
        _status.Dispose();
        _leaving.Dispose();
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
                if (!_leaving.IsCancellationRequested && line.IsAvailable && !question.Gone.IsCancellationRequested)
                {
                    login = question.LoginEnded;
                    using var held = _status.Hold();
                    _isAsked.OnNext(true);
                    Ask(line, question);
                }
                else if (question.Kind != QuestionKind.Notice)
                {
                    question.Cancel();
                }

                _isAsked.OnNext(OthersWait());
            }
        }
    }

    /// <summary>The next of the same login, and of another only when that is over: what is typed ahead, as a code for one server, must not
    /// reach a second. Waits for it; null when there will be none.</summary>
    private PendingPrompt? Next(CancellationToken login)
    {
        lock (_waiting)
        {
            while (true)
            {
                var isAny = !login.CanBeCanceled || login.IsCancellationRequested || _leaving.IsCancellationRequested;
                if (_waiting.FindIndex(question => isAny || question.LoginEnded == login) is >= 0 and var index)
                {
                    var next = _waiting[index];
                    _waiting.RemoveAt(index);
                    return next;
                }

                if (_leaving.IsCancellationRequested)
                {
                    return null;
                }

                Monitor.Wait(_waiting);
            }
        }
    }

    private bool OthersWait()
    {
        lock (_waiting)
        {
            return _waiting.Count > 0;
        }
    }

    private void Ask(TtyLine line, PendingPrompt question)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(question.Gone, _leaving.Token);
        if (question.Kind == QuestionKind.Notice)
        {
            line.Say($"{question.Server}: {question.Text}");
            gone.Token.WaitHandle.WaitOne();
            return;
        }

        if (!_knowsHow)
        {
            _knowsHow = true;
            line.Say("Ctrl-D goes on without the server that asks.");
        }

        if (line.Read($"{question.Server}: {question.Text} ", !question.IsSecret, gone.Token) is { } answer && !IsNo(question.Kind, answer.Trim()))
        {
            question.Answer(question.Kind == QuestionKind.Confirm ? "yes" : answer);
        }
        else
        {
            question.Cancel();
        }
    }

    // Of a host key ssh judges the rest itself, and asks again for "yes", "no" or the fingerprint.
    private static bool IsNo(QuestionKind kind, string answer) => kind switch
    {
        QuestionKind.HostKey => answer == "no",
        QuestionKind.Confirm => answer is not ("yes" or "y"),
        _ => false,
    };
}
