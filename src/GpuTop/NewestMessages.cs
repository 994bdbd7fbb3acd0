using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop;

/// <summary>Queue of one server's messages for the thread that owns the state: it keeps only the newest reading of each kind, so that a
/// server that sends faster than frames are drawn delays neither keys nor other servers; all other messages arrive in order.</summary>
internal static class NewestMessages
{
    /// <summary>Minimum time between two deliveries; frames are drawn less often.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Limits answers that a server sends without a request; real ones arrive one by one.
    private const int MostOthers = 256;

    /// <summary>The messages on <paramref name="loop"/>, one at a time; other work of the loop may run between two of them. Cold; an error
    /// follows the messages before it.</summary>
    /// <param name="messages">Messages of one server; any thread, one at a time.</param>
    /// <param name="loop">Thread and clock of the state.</param>
    public static IObservable<Message> Newest(this IObservable<Message> messages, IScheduler loop) =>
        Observable.Create<Message>(observer =>
        {
            var queue = new Queue(observer, loop);
            return StableCompositeDisposable.Create(messages.Subscribe(queue), queue);
        });

    // Null for messages that must not be replaced: connection changes, answers.
    private static object? KindOf(Message message) => message switch
    {
        Message.ReadingReceived { Reading: Reading.Hanging hanging } => hanging,
        // A failed nvidia-smi call must not replace the list of GPUs before it.
        Message.ReadingReceived { Reading: Reading.Gpus gpus } => (typeof(Reading.Gpus), gpus.HasRows),
        Message.ReadingReceived { Reading: var reading } => reading.GetType(),
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
                    if (value is Message.ConnectionChanged || _waiting.Count - _newest.Count < MostOthers)
                    {
                        _waiting.AddLast(value);
                    }
                }
                else
                {
                    // At the end, so that it stays behind a connection change that arrived in between.
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
                // Messages that arrive during a delivery wait for the next one.
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
