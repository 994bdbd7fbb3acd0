namespace GpuTop.Model;

/// <summary>Availability of a GPU, computed as a fold over its samples.</summary>
public sealed record Availability
{
    /// <summary>Availability before the first sample.</summary>
    public static Availability Initial { get; } = new();

    /// <summary>State as of the newest sample.</summary>
    public GpuState State { get; private init; }

    /// <summary>Observed start of the state; null before the first sample.</summary>
    public DateTimeOffset? Since { get; private init; }

    /// <summary>Whether the state was there at the first sample, so that it may be older than <see cref="Since"/>.</summary>
    public bool IsLowerBound { get; private init; }

    /// <summary>Reason for sick or unknown; null in other states.</summary>
    public string? Why { get; private init; }

    /// <summary>Whether it looks free but has not been observed for long enough.</summary>
    public bool IsPending { get; private init; }

    /// <summary>Whether its utilization has been low for as long as a GPU must look free, so that another job may fit.</summary>
    public bool IsLight { get; private init; }

    /// <summary>Whether its utilization is low but has not been observed for long enough.</summary>
    public bool MayBeLight => LightSince is not null && !IsLight;

    /// <summary>Whether memory is in use without computation since the first sample, but not long enough to count as idle; it may have
    /// been so before.</summary>
    public bool MayBeIdle => State == GpuState.Busy && IdleFrom(null)?.IsLowerBound == true;

    private DateTimeOffset? EmptySince { get; init; }

    private bool EmptyFromTheStart { get; init; }

    private DateTimeOffset? OccupiedSince { get; init; }

    private bool OccupiedFromTheStart { get; init; }

    private DateTimeOffset? LightSince { get; init; }

    private DateTimeOffset? QuietSince { get; init; }

    private bool QuietFromTheStart { get; init; }

    private DateTimeOffset? SeenAt { get; init; }

    private DateTimeOffset? SlowSince { get; init; }

    private DateTimeOffset? SlowAt { get; init; }

    private bool SlowFromTheStart { get; init; }

    /// <summary>Duration of the state at the given time; null before the first sample.</summary>
    public TimeSpan? DurationAt(DateTimeOffset now) =>
        Since is { } since && now > since ? now - since : Since is null ? null : TimeSpan.Zero;

    /// <summary>Time with low utilization at the given time; null when it is not low.</summary>
    public TimeSpan? LightFor(DateTimeOffset now) => now - LightSince;

    /// <summary>Returns the availability after one more sample.</summary>
    /// <param name="sample">The newest sample.</param>
    /// <param name="processes">Number of processes on the GPU; null before the first list.</param>
    /// <param name="isListComplete">Whether the list is complete; false when the driver refused it, then memory decides.</param>
    /// <param name="at">Arrival of the sample.</param>
    /// <param name="limits">Rules for free and idle.</param>
    /// <param name="youngest">Start of the youngest process; null when there is none or it is unknown.</param>
    public Availability Next(
        GpuSample sample,
        int? processes,
        bool isListComplete,
        DateTimeOffset at,
        AvailabilityLimits limits,
        DateTimeOffset? youngest = null)
    {
        var first = SeenAt is not { } seen || at - seen > limits.GapNow;
        var works = sample.UtilizationPercent > AvailabilityLimits.QuietPercent || sample.VideoPercent > AvailabilityLimits.QuietPercent;
        var quiet = !works && (sample.UtilizationPercent is not null || sample.MigEnabled == true);
        var isHeld = processes > 0 || IsSmall(sample) == false ? true : processes == 0 && IsSmall(sample) == true ? false : (bool?)null;
        var isLight = sample.UtilizationPercent < AvailabilityLimits.LightPercent;
        var lightSince = isLight ? (first ? at : LightSince ?? at) : (DateTimeOffset?)null;
        var slow = GpuHealth.Slowdown(sample) is not null;
        var isInSlowdownHold = !first && SlowAt is { } slowAt && at - slowAt < AvailabilityLimits.SlowdownHold;
        var next = this with
        {
            SeenAt = at,
            SlowSince = slow || isInSlowdownHold ? (first ? at : SlowSince ?? at) : null,
            SlowFromTheStart = (slow || isInSlowdownHold) && (first || SlowFromTheStart),
            SlowAt = slow ? at : isInSlowdownHold ? SlowAt : null,
            LightSince = lightSince,
            IsLight = at - lightSince >= limits.FreeAfter,
            OccupiedSince = isHeld == false ? null : (first ? null : OccupiedSince) ?? (isHeld == true ? at : null),
            OccupiedFromTheStart = isHeld != false && (first || OccupiedFromTheStart),
            EmptyFromTheStart = !works && isHeld != true && GpuHealth.Of(sample) is null && (first || EmptyFromTheStart),
            EmptySince = quiet && IsEmpty(sample, processes, isListComplete) ? (first ? at : EmptySince ?? at) : null,
            QuietSince = quiet ? (first ? at : QuietSince ?? at) : null,
            QuietFromTheStart = quiet && (first || QuietFromTheStart),
        };
        return next.Decide(sample, processes, isListComplete, at, limits, first, youngest);
    }

    /// <summary>Returns the availability of an unusable GPU: unknown instead of free, with the reason.</summary>
    internal Availability AsUnusable(string why) =>
        State == GpuState.Free ? this with { State = GpuState.Unknown, Why = why, IsPending = false } : this;

    /// <summary>Returns the availability of a GPU without samples: unknown with the reason, with all durations reset; a sick GPU stays
    /// sick.</summary>
    internal Availability AsUnknown(string why, DateTimeOffset at) =>
        State == GpuState.Sick ? this : new() { State = GpuState.Unknown, Since = State == GpuState.Unknown ? Since : at, Why = why };

    private Availability Decide(
        GpuSample sample,
        int? processes,
        bool isListComplete,
        DateTimeOffset at,
        AvailabilityLimits limits,
        bool first,
        DateTimeOffset? youngest)
    {
        if (GpuHealth.Of(sample) is { } sickness)
        {
            return WithState(GpuState.Sick, at, first, sickness);
        }

        if (SlowSince is { } slowSince && SlowAt - slowSince >= limits.SlowdownAfter)
        {
            var why = GpuHealth.Slowdown(sample) ?? (State == GpuState.Sick ? Why : "hardware slowdown");
            return this with { State = GpuState.Sick, Since = slowSince, IsLowerBound = SlowFromTheStart, Why = why, IsPending = false };
        }

        if (sample.UtilizationPercent is null && sample.MemoryUsedMiB is null)
        {
            return WithState(GpuState.Unknown, at, first, "the driver tells neither utilization nor memory");
        }

        if (EmptySince is { } emptySince)
        {
            return at - emptySince >= limits.FreeAfter
                ? this with { State = GpuState.Free, Since = emptySince, IsLowerBound = EmptyFromTheStart, Why = null, IsPending = false }
                : WithState(GpuState.Unknown, at, first, "looks free, not yet for long enough") with { IsPending = true };
        }

        if (IsSmall(sample) != false && processes is null or 0 && WhyNotFree(sample, isListComplete, processes) is { } reason)
        {
            return WithState(GpuState.Unknown, at, first, reason) with
            {
                IsPending = processes is null && isListComplete && QuietSince is not null,
            };
        }

        if (sample.MigEnabled != true && IdleFrom(youngest) is var (since, isLowerBound) && at - since >= limits.IdleAfter)
        {
            return this with { State = GpuState.Idle, Since = since, IsLowerBound = isLowerBound, Why = null, IsPending = false };
        }

        return WithState(GpuState.Busy, at, first, null);
    }

    private Availability WithState(GpuState state, DateTimeOffset at, bool first, string? why) =>
        State == state && !first
            ? this with { Why = why, IsPending = false }
            : this with { State = state, Since = at, IsLowerBound = first, Why = why, IsPending = false };

    // A GPU is idle since its utilization is 0 and its memory in use, whichever came later, and not before its youngest process started.
    private (DateTimeOffset Since, bool IsLowerBound)? IdleFrom(DateTimeOffset? youngest)
    {
        if (QuietSince is not { } quiet || OccupiedSince is not { } held)
        {
            return null;
        }

        var (since, isLowerBound) = quiet > held ? (quiet, QuietFromTheStart)
            : held > quiet ? (held, OccupiedFromTheStart)
            : (quiet, QuietFromTheStart && OccupiedFromTheStart);
        return youngest > since ? (youngest.Value, false) : (since, isLowerBound);
    }

    private static bool IsEmpty(GpuSample sample, int? processes, bool isListComplete) =>
        IsSmall(sample) == true && sample.ComputeMode != ComputeMode.Prohibited
        && (processes == 0 || (!isListComplete && !sample.IsExclusive));

    // Reason why an apparently empty GPU cannot be called free.
    private string? WhyNotFree(GpuSample sample, bool isListComplete, int? processes) => sample switch
    {
        { ComputeMode: ComputeMode.Prohibited } => "its compute mode is Prohibited",
        { UtilizationPercent: null, MigEnabled: not true } => "the driver does not tell utilization",
        _ when QuietSince is null => null,
        _ when isListComplete && processes is null => "its processes are not known yet",
        { HasUnifiedMemory: true } => "its memory is the host's, and what its processes hold is not known",
        { MemoryUsedMiB: null } => "the driver does not tell memory",
        { IsExclusive: true } => "in exclusive mode, and its processes are not visible",
        _ => null,
    };

    // Null when its memory is unknown.
    private static bool? IsSmall(GpuSample sample) => sample.MemoryUsedMiB is { } used
        ? used < AvailabilityLimits.EmptyMiB || sample.MemoryPercent < EmptyPercentOf(sample)
        : null;

    private static double EmptyPercentOf(GpuSample sample) =>
        VirtualCards.IsVirtual(sample) ? AvailabilityLimits.VirtualEmptyPercent : AvailabilityLimits.EmptyPercent;
}
