namespace GpuTop.Demo;

/// <summary>Answers to the question who fills a file system: those of <c>repquota</c> for a disk of the machine, of <c>quota</c> for that
/// of a file server. The disk of the system has no quotas.</summary>
internal static class QuotaLines
{
    // Not all is of the people of the demo.
    private const double ShareOfPeople = 0.96;

    /// <summary>The lines, with the exit code of the shell.</summary>
    /// <param name="command">Gputop's command.</param>
    /// <param name="machine">The machine.</param>
    public static IEnumerable<string> To(string command, Machine machine)
    {
        var volume = machine.Spec.Volumes.FirstOrDefault(volume =>
            volume.Path != "/" && !volume.Hangs && command.Contains($"repquota -u '{volume.Path}' ||", StringComparison.Ordinal));
        if (volume is null)
        {
            return ["rc=1"];
        }

        var used = VolumeLines.UsedKiB(machine, volume);
        var isRemote = volume.Type.StartsWith("nfs", StringComparison.Ordinal);
        var (program, lines) = isRemote ? ("quota", Mine(volume, used)) : ("repquota", All(volume, used));
        return [program, Person.Me.Name, volume.Device, .. lines, "rc=0"];
    }

    private static IEnumerable<string> Mine(Volume volume, long used)
    {
        var limit = volume.SizeKiB / 16;
        return
        [
            $"Disk quotas for user {Person.Me.Name} (uid {Person.Me.UserId}): ",
            "     Filesystem  blocks   quota   limit   grace   files   quota   limit   grace",
            $"{volume.Device} {Math.Min(limit * 7 / 8, used / 8)}  {limit * 9 / 10} {limit}          182310       0       0        ",
        ];
    }

    private static IEnumerable<string> All(Volume volume, long used)
    {
        // Each has two thirds of what is left.
        var files = volume.Inodes * volume.InodesUsedShare;
        var shares = Person.All.Select((_, index) => ShareOfPeople * 2 / 3 * Math.Pow(1.0 / 3, index));
        return Person.All.OrderBy(person => Noise.Mix((ulong)(person.UserId * volume.SizeKiB)))
            .Zip(shares, (person, share) => $"{person.Name,-9} --  {(long)(used * share)}  0  0  {(long)(files * share)}  0  0")
            .Prepend("----------------------------------------------------------------------")
            .Prepend("User            used    soft    hard  grace    used  soft  hard  grace")
            .Prepend("                        Block limits                File limits")
            .Prepend("Block grace time: 7days; Inode grace time: 7days")
            .Prepend($"*** Report for user quotas on device {volume.Device}");
    }
}
