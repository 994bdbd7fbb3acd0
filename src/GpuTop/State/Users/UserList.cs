using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>The user view: users and containers over all live servers; the last process lists of the others are out of
/// date.</summary>
internal sealed class UserList() : ListView<UserRow>(ViewKind.Users, "people, over all servers")
{
    public static readonly SortOrder<UserRow> ByGpus = SortOrder<UserRow>.Down("GPUs", row => (int?)row.Gpus);
    public static readonly SortOrder<UserRow> ByName = SortOrder<UserRow>.Text("name", row => row.Name);
    public static readonly SortOrder<UserRow> ByIdleGpus = SortOrder<UserRow>.Down("idle GPUs", row => (int?)row.IdleGpus);
    public static readonly SortOrder<UserRow> ByMemory = SortOrder<UserRow>.Down("GPU memory", row => row.MemoryMiB);
    public static readonly SortOrder<UserRow> ByProcesses = SortOrder<UserRow>.Down("processes", row => (int?)row.Processes);
    public static readonly SortOrder<UserRow> ByLongest = SortOrder<UserRow>.Down("longest job", row => row.Longest);
    public static readonly SortOrder<UserRow> ByPower = SortOrder<UserRow>.Down("power", row => row.PowerWatts);

    /// <summary>The definition.</summary>
    public static UserList View { get; } = new();

    public override ImmutableArray<SortOrder<UserRow>> Orders { get; } =
        [ByName, ByGpus, ByIdleGpus, ByMemory, ByProcesses, ByLongest, ByPower];

    protected override SortOrder<UserRow> DefaultOrder => ByGpus;

    public override ImmutableArray<string> Fields { get; } = ["user", "server"];

    public override string KeyOf(UserRow row) => row.Name;

    public override string EmptyText(AppState state) =>
        state.ListOf(Kind).FilterText.Length > 0 ? "nobody matches; Esc shows all" : "nobody is on any GPU";

    protected override IEnumerable<UserRow> RowsOf(AppState state)
    {
        var shares = from server in state.Shown.Servers
                     where !state.IsProcessListStale(server) && server.SameAs is null
                     from process in server.Processes
                     where !process.IsResident
                     select new HeldProcess(server, process, NameOf(process),
                         IdleDuration.Of(server, process, state.ShownAt, state.Options.AvailabilityLimits) is not null);
        var userCounts = new Dictionary<(string Server, string Gpu), int>();
        foreach (var server in state.Shown.Servers)
        {
            var pairs = server.Processes.Where(process => !process.IsResident)
                .SelectMany(process => process.Shares.Select(share => (share.GpuKey, Name: NameOf(process))));
            foreach (var group in pairs.Distinct().GroupBy(pair => pair.GpuKey))
            {
                userCounts[(server.Name, group.Key)] = group.Count();
            }
        }

        return shares.GroupBy(held => held.Name)
            .Select(person => Of(person.Key, [.. person], userCounts))
            .OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase);
    }

    protected override string? ServerOf(UserRow row) => null;

    /// <summary>Names of the servers that are omitted because they are no longer live.</summary>
    public static IEnumerable<string> NotCounted(AppState state) =>
        state.Shown.Servers.Where(server => state.IsProcessListStale(server) && server.SameAs is null && !server.Processes.IsEmpty)
            .Select(server => server.Name);

    private static string NameOf(GpuProcess process) => OwnerText.TextOf(process);

    private static UserRow Of(string name, ImmutableArray<HeldProcess> held, Dictionary<(string Server, string Gpu), int> userCounts)
    {
        var gpus = held
            .SelectMany(item => item.Process.Shares.Select(share => (item.Server, share.GpuKey, share.MigUuid, item.IsIdle)))
            .GroupBy(share => (share.Server.Name, share.GpuKey, share.MigUuid))
            .ToList();
        var cards = held
            .SelectMany(item => item.Process.Shares.Select(share => (item.Server, share.GpuKey)))
            .DistinctBy(card => (card.Server.Name, card.GpuKey));
        return new UserRow(
            name,
            ProcessRow.ShortOwner(held[0].Process) ?? name,
            held.Select(item => RealNameOf(item.Server, item.Process)).FirstOrDefault(real => real is not null),
            held.Any(item => item.Server.IsMine(item.Process) == true),
            gpus.Count,
            gpus.Count(shares => shares.All(share => share.IsIdle)),
            Sum(held.Select(item => item.Process.GpuMemoryMiB)),
            held.Length,
            held.Max(item => item.Process.Elapsed),
            cards.Aggregate((double?)null, (sum, card) =>
                Watts(card.Server, card.GpuKey, userCounts) is { } watts ? (sum ?? 0) + watts : sum),
            [.. held.Select(item => item.Server.Name).Distinct()]);
    }

    private static double? Watts(Server server, string key, Dictionary<(string Server, string Gpu), int> userCounts) =>
        server.FindGpu(key) is { Sample.PowerWatts: { } watts }
            ? watts / Math.Max(1, userCounts.GetValueOrDefault((server.Name, key)))
            : null;

    private static int? Sum(IEnumerable<int?> amounts) =>
        amounts.Aggregate((int?)null, (sum, amount) => amount is { } more ? (int)Math.Min(int.MaxValue, (long)(sum ?? 0) + more) : sum);

    private static string? RealNameOf(Server server, GpuProcess process) =>
        (process.ActsFor ?? process.User) is { } user ? server.Accounts.GetValueOrDefault(user)?.RealName : null;

    protected override string? ValueOf(UserRow row, string? field) => field switch
    {
        "user" => row.Name,
        "server" => string.Join('\n', row.Servers),
        _ => $"{row.Name} {row.RealName} {string.Join(' ', row.Servers)}",
    };

    private readonly record struct HeldProcess(Server Server, GpuProcess Process, string Name, bool IsIdle);
}

/// <summary>A row of the user view: a user or container on all live servers.</summary>
/// <param name="Name">The owner as in <see cref="Model.OwnerText"/>: equal login names on several servers are one user, a container is
/// separate.</param>
/// <param name="ShortName">The short form: a container name in brackets.</param>
/// <param name="RealName">Real name; null when it was not requested, or there is none.</param>
/// <param name="IsMe">Whether it is the current user.</param>
/// <param name="Gpus">GPUs with processes of the user; a MIG instance counts as one.</param>
/// <param name="IdleGpus">GPUs on which every process of the user is idle.</param>
/// <param name="MemoryMiB">GPU memory held, MiB; null when no share is known.</param>
/// <param name="Processes">Number of processes on GPUs.</param>
/// <param name="Longest">Age of the oldest process; null when none is known.</param>
/// <param name="PowerWatts">Board power of the GPUs, W; shared equally among the users of a GPU, and of a GPU
/// with MIG instances too. Null when no GPU reports it.</param>
/// <param name="Servers">Names of the servers, in the order of the fleet.</param>
public sealed record UserRow(
    string Name,
    string ShortName,
    string? RealName,
    bool IsMe,
    int Gpus,
    int IdleGpus,
    int? MemoryMiB,
    int Processes,
    TimeSpan? Longest,
    double? PowerWatts,
    ImmutableArray<string> Servers);
