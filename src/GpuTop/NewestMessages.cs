using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop;

/// <summary>Messages of one server on their way to the thread that owns the state: of each kind of reading only the newest waits there, so
/// that a server which sends more than can be shown delays neither keys nor other servers. Everything else arrives, in its order.</summary>
internal static class NewestMessages
{
    /// <summary>Pause after what waited was handed over; frames are drawn less often.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Answers that nobody asked for; those to real questions arrive one by one.
    private const int MostOthers = 256;

    /// <summary>The messages on <paramref name="loop"/>, one at a time, other work of the loop between any two. Cold; an error follows
    /// what came before it.</summary>
    /// <param name="messages">Of one server; any thread, one at a time.</param>
    /// <param name="loop">Thread and clock of the state.</param>
    public static IObservable<Message> Newest(this IObservable<Message> messages, IScheduler loop) =>
        Observable.Create<Message>(observer =>
        {
            var queue = new Queue(observer, loop);
            return StableCompositeDisposable.Create(messages.Subscribe(queue), queue);
        });

    // Null for what must not be replaced: changes of the connection, answers, accounts that were asked for.
    private static object? KindOf(Message message) => message switch
    {
        Message.Heard { Reading: Reading.Accounts } => null,
        Message.Heard { Reading: Reading.Hanging hanging } => hanging,
        // That nvidia-smi failed says nothing of the cards that it listed just before.
        Message.Heard { Reading: Reading.Gpus gpus } => (typeof(Reading.Gpus), gpus.HasRows),
        Message.Heard { Reading: var reading } => reading.GetType(),
        _ => null,
    };

    private sealed class Queue(IObserver<Message> observer, IScheduler loop) : IObserver<Message>, IDisposable
    {
        private readonly Lock _gate = new();
        private readonly LinkedList<Message> _waiting = new();
        private readonly Dictionary<object, LinkedListNode<Message>> _newest = [];
        private readonly SerialDisposable _next = new();
        private Action? _end;
        private DateTimeOffset _pausesUntil;
        private bool _isScheduled;
        private int _left;

        public void OnNext(Message value)
        {
            lock (_gate)
            {
                var kind = KindOf(value);
                if (kind is null)
                {
                    if (value is Message.Linked || _waiting.Count - _newest.Count < MostOthers)
                    {
                        _waiting.AddLast(value);
                    }
                }
                else
                {
                    // Behind a change of the connection that came meanwhile, and not before it.
                    if (_newest.Remove(kind, out var old))
                    {
                        _waiting.Remove(old);
                    }

                    _newest.Add(kind, _waiting.AddLast(value));
                }

                Schedule();
            }
        }

        public void OnError(Exception error) => End(() => observer.OnError(error));

        public void OnCompleted() => End(observer.OnCompleted);

        public void Dispose() => _next.Dispose();

        private void End(Action end)
        {
            lock (_gate)
            {
                _end = end;
                Schedule();
            }
        }

        private void Schedule()
        {
            if (!_isScheduled)
            {
                _isScheduled = true;
                var wait = _pausesUntil - loop.Now;
                _next.Disposable = loop.Schedule(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, HandOver);
            }
        }

        private void HandOver()
        {
            Message? message;
            lock (_gate)
            {
                // What comes while these are handed over waits for the next pause.
                _left = _left > 0 ? _left : _waiting.Count;
                message = Take();
            }

            if (message is not null)
            {
                observer.OnNext(message);
            }

            lock (_gate)
            {
                _isScheduled = false;
                _left = Math.Min(_left - 1, _waiting.Count);
                _pausesUntil = _left > 0 ? loop.Now : loop.Now + Pause;
                if (_waiting.Count > 0)
                {
                    Schedule();
                    return;
                }
            }

            Interlocked.Exchange(ref _end, null)?.Invoke();
        }

        private Message? Take()
        {
            if (_waiting.First is not { Value: var message })
            {
                return null;
            }

            _waiting.RemoveFirst();
            if (KindOf(message) is { } kind)
            {
                _newest.Remove(kind);
            }

            return message;
        }
    }
}
