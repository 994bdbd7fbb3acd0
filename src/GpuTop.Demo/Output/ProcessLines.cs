using System.Text;

namespace GpuTop.Demo;

/// <summary>Section a: the processes on the GPUs, from <c>nvidia-smi</c>, <c>ps</c> and <c>/proc</c>.</summary>
internal static class ProcessLines
{
    private const string A = $"{ProbeFormat.Mark}a|";
    private const string Fields = "gpu_uuid,pid,used_gpu_memory,process_name";

    public static void Write(StringBuilder text, Machine machine)
    {
        if (machine.Spec.Dialect == Dialect.Jetson)
        {
            text.Append($"{A}F {Fields}\n{A}E Not Supported\n");
            return;
        }

        WriteApps(text, machine);
        if (machine.Jobs.Count > 0)
        {
            WriteUse(text, machine);
        }

        foreach (var job in machine.Jobs)
        {
            foreach (var rank in job.Ranks)
            {
                WriteOwner(text, machine, job, rank);
            }
        }
    }

    private static void WriteApps(StringBuilder text, Machine machine)
    {
        text.Append($"{A}F {Fields}\n");
        foreach (var job in machine.Jobs)
        {
            foreach (var rank in job.Ranks)
            {
                foreach (var slot in rank.Slots)
                {
                    text.Append($"{A}A {machine.Slots[slot].Card.Uuid}, {rank.Pid}, {job.MemoryMiBAt(machine.Second)}, {job.Program}\n");
                }
            }
        }
    }

    private static void WriteUse(StringBuilder text, Machine machine)
    {
        foreach (var card in machine.Cards)
        {
            text.Append($"{A}U {card.Index} {card.Uuid}\n");
        }

        var modern = machine.Spec.Dialect == Dialect.Modern;
        text.Append(modern
            ? $"{A}M # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command \n"
                + $"{A}M # Idx           #    C/G      %      %      %      %      %      %    name \n"
            : $"{A}M # gpu        pid  type    sm   mem   enc   dec   command\n"
                + $"{A}M # Idx          #   C/G     %     %     %     %   name\n");
        for (var slot = 0; slot < machine.Slots.Length; slot++)
        {
            foreach (var job in machine.Jobs)
            {
                foreach (var rank in job.Ranks)
                {
                    if (rank.Slots.Contains(slot))
                    {
                        WriteUse(text, machine, job, rank, slot, modern);
                    }
                }
            }
        }
    }

    private static void WriteUse(StringBuilder text, Machine machine, Job job, Rank rank, int slot, bool modern)
    {
        var name = Path.GetFileName(job.Program);
        name = name.Length > 14 ? name[..14] : name;
        var percent = machine.Slots[slot].Instance is null ? job.PercentAt(machine.Second, slot) : 0;
        var card = machine.Slots[slot].Card.Index;
        _ = percent == 0
            ? text.Append($"{A}M {card,5} {rank.Pid,10}     C      -      -      -      -")
            : text.Append($"{A}M {card,5} {rank.Pid,10}     C {percent,6} {percent * 2 / 5,6}      -      -");
        text.Append(modern ? "      -      -    " : "   ").Append($"{name,-14} \n");
    }

    private static void WriteOwner(StringBuilder text, Machine machine, Job job, Rank rank)
    {
        var age = machine.Second - job.Start;
        var busy = job.PercentAt(machine.Second, rank.Slots[0]) > 0;
        text.Append($"{A}P {rank.Pid} {job.Ancestors[0]} {job.Owner.UserId} {(busy ? 'R' : 'S')} {age} ");
        text.Append($"{(busy ? job.CpuPercentAt(machine.Second) : job.Kind.CpuPercent * 0.2):0.0} ");
        text.Append($"{job.Kind.HostMiB * 1024L} {job.CommandLine}\n");
        text.Append($"{A}L {job.Owner.UserId} {job.Owner.Name}\n");
        var startSeconds = machine.Spec.Uptime.TotalSeconds + job.Start;
        text.Append($"{A}T {rank.Pid} {(long)(startSeconds * SimulatedHost.TicksPerSecond) + (rank.Pid % 100)}\n");
        text.Append($"{A}N {rank.Pid}");
        foreach (var ancestor in job.Ancestors)
        {
            text.Append(' ').Append(ancestor);
        }

        text.Append('\n');
        if (job.ContainerId is { } container)
        {
            text.Append($"{A}G {rank.Pid} 0::/system.slice/docker-{container}.scope\n");
        }

        if (job.SlurmJob is { } batch)
        {
            text.Append($"{A}G {rank.Pid} 0::/system.slice/slurmstepd.scope/job_{batch}/step_batch/user/task_0\n");
        }

        if (job.Owner == Person.Me)
        {
            text.Append($"{A}W {rank.Pid} {job.Folder}\n");
        }
    }
}
