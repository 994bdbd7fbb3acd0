using FsCheck;
using FsCheck.Fluent;
using GpuTop.Effects;
using GpuTop.State;

namespace GpuTop.Tests.Effects;

public sealed class KillCommandTextTests
{
    [Fact]
    public void The_kill_command_is_one_line_whatever_the_numbers_are() => Prop
        .ForAll<int, long, int>((pid, ticks, uid) =>
        {
            var target = new KillTarget("gpu\n$(x)", pid, ticks, "a-b", uid, "'; x", "`x`\n", null, ";");
            var text = KillCommand.Text(target, KillSignal.Term);
            return !text.Contains('\n')
                && text.StartsWith($"p={pid} t={ticks} u={uid} s=TERM b=a-b; ", StringComparison.Ordinal)
                && !text.Contains("`x`", StringComparison.Ordinal);
        })
        .QuickCheckThrowOnFailure();
}
