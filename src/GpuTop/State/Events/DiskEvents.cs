using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Log entries for file systems.</summary>
internal static class DiskEvents
{
    // A pause of a file server of a few seconds is not logged.
    private static readonly TimeSpan MinHang = TimeSpan.FromSeconds(10);

    /// <summary>The state with a log entry for each relevant change by a list of mounts.</summary>
    public static AppState Log(AppState state, Server was, Server now)
    {
        var before = was.Mounts.DistinctBy(mount => mount.Path).ToDictionary(mount => mount.Path);
        return Levels(Hangs(state, before, now), was, before, now);
    }

    private static AppState Levels(AppState state, Server was, Dictionary<string, Mount> before, Server now)
    {
        var thresholds = state.Options.Thresholds;

        // The usage before a hang is lost; it was probably logged then.
        var risen = now.Mounts.Where(mount => thresholds.LevelOf(mount) is >= DiskLevel.Low and var level
            && (before.GetValueOrDefault(mount.Path) is not { } known || (known.HangsFor is null && level > thresholds.LevelOf(known))));
        var groups = MountGroups.Of(risen, mount => mount).ToLookup(group => thresholds.LevelOf(group[0]));
        if (was.SectionTimes.ContainsKey(ProbeSection.Mounts))
        {
            return groups.SelectMany(level => level).Aggregate(state, (next, group) => LogLevel(next, now, group));
        }

        return groups.Count == 0 ? state : state with
        {
            Events = state.Events.WithStart(new StartSummary(state.Now, [now.Name])
            {
                FullDisks = [.. groups[DiskLevel.Full].Select(group => KeyOf(now, group))],
                LowDisks = [.. groups[DiskLevel.Low].Select(group => KeyOf(now, group))],
            }),
        };
    }

    // A network file system is logged once, by the first server that reports its level.
    private static AppState LogLevel(AppState state, Server now, ImmutableArray<Mount> group)
    {
        var (mount, level) = (group[0], state.Options.Thresholds.LevelOf(group[0]));
        var servers = ImmutableArray.Create(now.Name);
        var key = mount.NetworkKey;
        foreach (var other in key is null ? [] : state.Fleet.Servers)
        {
            if (other.Name == now.Name || other.SameAs is not null
                || other.Mounts.FirstOrDefault(its => its.NetworkKey == key) is not { } same)
            {
                continue;
            }

            servers = servers.Add(other.Name);
            if (other.PhaseAt(state.Now) == ConnectionPhase.Live && state.Options.Thresholds.LevelOf(same) >= level)
            {
                return state;
            }
        }

        var text = DiskText.Sentence(MountGroups.NameOf(mount, group.Length), mount, level);
        var tone = level == DiskLevel.Full ? Tone.Bad : Tone.Warning;
        var happened = new Event(state.Now, EventKind.Disk, text, new ItemKey(now.Name), tone) { Servers = servers };
        return state with { Events = state.Events.With(happened) };
    }

    private static string KeyOf(Server server, ImmutableArray<Mount> group) =>
        (group.Length > 1 ? $"{MountGroups.ParentOf(group[0].Device)}*" : group[0].NetworkKey) ?? $"{server.Name}\n{group[0].Path}";

    // A dead file server affects all its mounts: logged once.
    private static AppState Hangs(AppState state, Dictionary<string, Mount> before, Server now)
    {
        var hung = now.Mounts.Where(mount => IsDead(mount) && !IsDead(Find(mount))).ToList();
        var back = now.Mounts.Where(mount => mount.HangsFor is null && IsDead(Find(mount))).ToList();
        var failed = now.Mounts.Where(mount => mount.Problem is not null && Find(mount)?.Problem != mount.Problem).ToList();
        state = failed is [] ? state : state.Log(EventKind.Disk, $"{Names(failed)}: {failed[0].Problem}", new ItemKey(now.Name), Tone.Bad);
        state = hung is [] ? state : state.Log(EventKind.Disk, $"df hangs on {Names(hung)}", new ItemKey(now.Name), Tone.Bad);
        return back is [] ? state : state.Log(EventKind.Disk, $"df answers again for {Names(back)}", new ItemKey(now.Name), Tone.Good);

        Mount? Find(Mount mount) => before.GetValueOrDefault(mount.Path);
        static bool IsDead(Mount? mount) => mount?.HangsFor >= MinHang;
        static string Names(List<Mount> mounts) => mounts[0].Path + (mounts.Count > 1 ? $" and {mounts.Count - 1} more" : "");
    }
}
