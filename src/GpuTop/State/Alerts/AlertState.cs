using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The alert rules and the state of their conditions.</summary>
public sealed record AlertState
{
    /// <summary>The rules of the configuration, then those of key <c>n</c>.</summary>
    public ImmutableArray<AlertRule> Rules { get; init; } = [];

    /// <summary>The state of the conditions.</summary>
    internal ImmutableDictionary<(AlertRule Rule, string Server, string Subject), Watched> Conditions { get; init; } =
        ImmutableDictionary<(AlertRule Rule, string Server, string Subject), Watched>.Empty;

    /// <summary>Number of rules of key <c>n</c>.</summary>
    internal int Requested => Rules.Count(rule => rule.IsOnce);

    /// <summary>The rule of key <c>n</c> for a subject; null when there is none.</summary>
    internal AlertRule? Find(AlertKind kind, string server, string? subject) =>
        Rules.FirstOrDefault(rule => rule.IsOnce && rule.Kind == kind && rule.ServerGlob == server && rule.Subject == subject);

    /// <summary>The state after a notification: one-time rules are removed.</summary>
    internal AlertState AfterReport(AlertRule rule) => rule.IsOnce ? Without(rule) : this;

    /// <summary>The state without a rule and its conditions.</summary>
    internal AlertState Without(AlertRule rule) => this with
    {
        Rules = Rules.Remove(rule),
        Conditions = Conditions.RemoveRange(Conditions.Keys.Where(key => key.Rule == rule)),
    };
}

/// <summary>The state of one condition.</summary>
/// <param name="Since">Since when the condition holds; null when it does not.</param>
/// <param name="IsArmed">Whether the condition was false before, where the rule requires a change.</param>
/// <param name="IsReported">Whether it was reported.</param>
/// <param name="Last">The latest condition.</param>
/// <param name="RequestId">Id of the pending check whether a missing job is alive; null when there is none.</param>
internal sealed record Watched(DateTimeOffset? Since, bool IsArmed, bool IsReported, AlertCondition Last, int? RequestId = null);
