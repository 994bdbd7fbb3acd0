using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.EndToEnd.Actions;

/// <summary>Which quota program answers, in the shells that servers have.</summary>
public sealed class QuotaCommandTests : IDisposable
{
    private readonly string _programs = Directory.CreateTempSubdirectory("gputop-quota-").FullName;

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void Repquota_is_asked_first(string shell)
    {
        Install("repquota", "echo report; for word; do echo \"[$word]\"; done");
        Install("quota", "echo never");

        Assert.Equal(
            ["repquota", Environment.UserName, "nas:/o'd home", "report", "[-u]", "[/o'd home; echo $(id)]"],
            Run(shell, "ext4"));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void Where_root_only_may_ask_the_own_share_is_told_also_when_it_is_exceeded(string shell)
    {
        Install("repquota", "echo denied >&2; exit 1");
        Install("quota", "echo mine; exit 1");

        Assert.Equal(["quota", Environment.UserName, "nas:/o'd home", "mine"], Run(shell, "ext4"));
    }

    [Theory]
    [InlineData("zfs", "zfs", "userspace -Hp -o name,used,quota,objused nas:/o'd home")]
    [InlineData("lustre", "lfs", "quota -q -u {me} /o'd home; echo $(id)")]
    public void File_systems_with_a_program_of_their_own_are_asked_by_it(string type, string program, string arguments)
    {
        Install(program, "echo \"$*\"");

        Assert.Equal(
            [program, Environment.UserName, "nas:/o'd home", arguments.Replace("{me}", Environment.UserName, StringComparison.Ordinal)],
            Run("sh", type));
    }

    [Theory, Shell("dash"), Shell("bash"), Shell("busybox")]
    public void Without_a_program_nothing_is_told(string shell) => Assert.Empty(Run(shell, "ext4"));

    public void Dispose() => Directory.Delete(_programs, recursive: true);

    private void Install(string name, string script)
    {
        var path = Path.Combine(_programs, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string[] Run(string shell, string type)
    {
        var mount = new Mount("/o'd home; echo $(id)", "nas:/o'd home", type, null, null, null, null, null);
        var line = RequestCommands.LineOf(new Effect.ReadQuotas("srv", mount) { Id = 7 });
        // Only the programs of the test, and id. The exit code is the probe's to tell.
        Directory.CreateSymbolicLink(Path.Combine(_programs, "id"), Programs.Find("id")!);
        var command = $"PATH={_programs}; ({line["r q7 ".Length..]}); exit 0";
        return Programs.Run(shell, [.. shell == "busybox" ? ["sh"] : Array.Empty<string>(), "-c", command])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
