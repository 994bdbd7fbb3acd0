using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>What the user wants to be told of, and how it stands.</summary>
public sealed record AlertState
{
    /// <summary>The rules: those of the configuration, then those of key <c>n</c>.</summary>
    public ImmutableArray<AlertRule> Rules { get; init; } = [];

    /// <summary>What the rules have seen so far.</summary>
    internal ImmutableDictionary<(AlertRule Rule, string Server, string Subject), Watched> Seen { get; init; } =
        ImmutableDictionary<(AlertRule Rule, string Server, string Subject), Watched>.Empty;

    /// <summary>The rule of key <c>n</c> for one thing; null when there is none.</summary>
    internal AlertRule? Find(AlertKind kind, string server, string? subject) =>
        Rules.FirstOrDefault(rule => rule.IsOnce && rule.Kind == kind && rule.ServerGlob == server && rule.Subject == subject);

    /// <summary>After a rule was told: one that tells once is gone.</summary>
    internal AlertState AfterTelling(AlertRule rule) => rule.IsOnce ? Without(rule) : this;

    /// <summary>Without a rule, and what it has seen.</summary>
    internal AlertState Without(AlertRule rule) => this with
    {
        Rules = Rules.Remove(rule),
        Seen = Seen.RemoveRange(Seen.Keys.Where(key => key.Rule == rule)),
    };
}

/// <summary>How one thing stands for one rule.</summary>
/// <param name="Since">Since when that of which the rule tells is so; null when it is not.</param>
/// <param name="IsArmed">Whether it was otherwise before, as far as that matters to the rule.</param>
/// <param name="IsTold">Whether it was told already.</param>
/// <param name="Last">What was seen last.</param>
/// <param name="AskId">Number of the question whether a job lives on that left the driver's list; null when none is open.</param>
internal sealed record Watched(DateTimeOffset? Since, bool IsArmed, bool IsTold, AlertCondition Last, int? AskId = null);
