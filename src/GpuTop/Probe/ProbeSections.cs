using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace GpuTop.Probe;

/// <summary>From what a probe writes to its sections.</summary>
public static class ProbeSections
{
    /// <summary>The sections of one connection, in the order in which they became complete. Cold; ends and fails as the chunks do; half
    /// sections are dropped then. Calls are serialized; they come on the chunks' thread, for a GPU round that ended in silence on the
    /// scheduler's. Allocates one array for each section and nothing for each line.</summary>
    /// <param name="chunks">Standard output of the probe, cut anyhow; a chunk's memory is only read during the call.</param>
    /// <param name="nonce">The word that was given to <see cref="ProbeScript.Text"/>.</param>
    /// <param name="scheduler">The clock for <see cref="Section.At"/>, for silence, and for hangs.</param>
    public static IObservable<Section> Sections(this IObservable<ReadOnlyMemory<byte>> chunks, string nonce, IScheduler scheduler) =>
        Observable.Create<Section>(observer =>
        {
            var gate = new object();
            var framer = new SectionFramer(nonce, scheduler, observer.OnNext);
            var silence = new SerialDisposable();
            var subscription = chunks.Synchronize(gate).Subscribe(
                Observer.Create<ReadOnlyMemory<byte>>(
                    chunk =>
                    {
                        framer.Read(chunk.Span);
                        AwaitSilence();
                    },
                    observer.OnError,
                    () =>
                    {
                        framer.End();
                        observer.OnCompleted();
                    }));
            return StableCompositeDisposable.Create(subscription, silence);

            void AwaitSilence() => silence.Disposable = framer.RoundEndsAt is { } end
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
