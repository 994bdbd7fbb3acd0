using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace GpuTop.Probe;

/// <summary>Turns the output of a probe into sections.</summary>
public static class ProbeOutput
{
    /// <summary>The sections of one connection, in the order of their completion. Cold; ends and fails with the chunks, without
    /// incomplete sections. Calls are serialized, on the chunks' thread or, for a GPU round that ended by a pause, on the scheduler's.
    /// Allocates one array for each section and nothing for each line.</summary>
    /// <param name="chunks">Standard output of the probe in chunks of any size; a chunk's memory is only read during the call.</param>
    /// <param name="nonce">The nonce of <see cref="ProbeScript.Text"/>.</param>
    /// <param name="scheduler">The clock for <see cref="Section.At"/>, pauses and hangs.</param>
    public static IObservable<Section> Sections(this IObservable<ReadOnlyMemory<byte>> chunks, string nonce, IScheduler scheduler) =>
        Observable.Create<Section>(observer =>
        {
            var gate = new object();
            var framer = new SectionFramer(nonce, scheduler, observer.OnNext);
            var endOfRound = new SerialDisposable();
            var subscription = chunks.Synchronize(gate).Subscribe(
                Observer.Create<ReadOnlyMemory<byte>>(
                    chunk =>
                    {
                        framer.Read(chunk.Span);
                        ScheduleEndOfRound();
                    },
                    observer.OnError,
                    () =>
                    {
                        framer.End();
                        observer.OnCompleted();
                    }));
            return StableCompositeDisposable.Create(subscription, endOfRound);

            void ScheduleEndOfRound() => endOfRound.Disposable = framer.RoundEndsAt is { } end
                ? scheduler.Schedule(end, () =>
                {
                    lock (gate)
                    {
                        framer.EndRound();
                    }
                })
                : Disposable.Empty;
        });
}
