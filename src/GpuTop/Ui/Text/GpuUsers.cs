using GpuTop.Model;

namespace GpuTop.Ui;

/// <summary>The processes on one GPU without residents, computed without allocations for short lists.</summary>
internal readonly struct GpuUsers
{
    // Up to this count comparing costs less than a set.
    private const int ComparedOneByOne = 32;

    private readonly Server _server;
    private readonly string? _key;
    private readonly string? _instance;
    private readonly bool _wholeCardOnly;

    private GpuUsers(Server server, string? key, string? instance, bool wholeCardOnly)
    {
        (_server, _key, _instance, _wholeCardOnly) = (server, key, instance, wholeCardOnly);
        var most = -1;
        HashSet<OwnerText>? owners = null;
        foreach (var process in server.Processes)
        {
            if (ShareOf(process) is not { } share)
            {
                continue;
            }

            Count++;
            if (Count > ComparedOneByOne)
            {
                owners ??= OwnersUpTo(process);
                Owners += owners.Add(OwnerText.Of(process)) ? 1 : 0;
            }
            else
            {
                Owners += IsFirstOfOwner(process) ? 1 : 0;
            }

            IsMine |= server.IsMine(process) == true;
            if ((share.MemoryMiB ?? 0) > most)
            {
                (most, Main) = (share.MemoryMiB ?? 0, process);
            }
        }
    }

    /// <summary>Number of processes.</summary>
    public int Count { get; }

    /// <summary>Number of owners.</summary>
    public int Owners { get; }

    /// <summary>True when one of them is mine.</summary>
    public bool IsMine { get; }

    /// <summary>The process with the most memory; null when there is none.</summary>
    public GpuProcess? Main { get; }

    /// <summary>Those on a card; on a card with MIG instances only those without a known instance.</summary>
    public static GpuUsers Of(Server server, Gpu gpu) => new(server, gpu.Sample.Key, null, !gpu.Instances.IsEmpty);

    /// <summary>Those on a MIG instance.</summary>
    public static GpuUsers Of(Server server, Gpu gpu, MigInstance instance) => new(server, gpu.Sample.Key, instance.Uuid, false);

    /// <summary>Those on a card and its instances.</summary>
    public static GpuUsers OnAnyPart(Server server, Gpu gpu) => new(server, gpu.Sample.Key, null, false);

    /// <summary>The share of a process on this GPU; null when it is not on it, or a resident.</summary>
    public GpuShare? ShareOf(GpuProcess process)
    {
        if (process.IsResident)
        {
            return null;
        }

        foreach (var share in process.Shares)
        {
            if (share.GpuKey == _key && (_instance is null ? !_wholeCardOnly || share.MigUuid is null : share.MigUuid == _instance))
            {
                return share;
            }
        }

        return null;
    }

    /// <summary>True when the owner has a process on it.</summary>
    public bool Includes(OwnerText owner)
    {
        foreach (var process in _server.Processes)
        {
            if (OwnerText.Of(process) == owner && ShareOf(process) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private HashSet<OwnerText> OwnersUpTo(GpuProcess end)
    {
        var owners = new HashSet<OwnerText>();
        foreach (var process in _server.Processes)
        {
            if (ReferenceEquals(process, end))
            {
                break;
            }

            if (ShareOf(process) is not null)
            {
                owners.Add(OwnerText.Of(process));
            }
        }

        return owners;
    }

    /// <summary>True for the first process of its owner on this GPU.</summary>
    public bool IsFirstOfOwner(GpuProcess process)
    {
        var owner = OwnerText.Of(process);
        foreach (var other in _server.Processes)
        {
            if (ReferenceEquals(other, process))
            {
                return true;
            }

            if (ShareOf(other) is not null && OwnerText.Of(other) == owner)
            {
                return false;
            }
        }

        return true;
    }
}
