using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Which processes may be signaled: the user's own with a known start. <c>Effects/Requests/KillCommand</c> checks both again
/// on the server.</summary>
internal static class KillPermission
{
    /// <summary>Why a process must not be signaled; null when it may.</summary>
    public static string? WhyNot(Server server, GpuProcess process) => server.IsMine(process) switch
    {
        null => $"whose process {process.Pid} is can't be seen: {process.HiddenReason ?? "not known yet"}",
        false => $"not your process: {OwnerText.TextOf(process)}'s",
        true when process.State == 'Z' => Zombie(process),
        true when process.StartTicks is null => $"{process.Pid} can't be told from another: its start is not known",
        _ => null,
    };

    private static string Zombie(GpuProcess process) => process.ParentPid is > 0 and { } parent
        ? $"{process.Pid} is a zombie, it has ended already: the end of its parent would free the card: {parent} {process.ParentCommand}"
            .TrimEnd()
        : $"{process.Pid} is a zombie, it has ended already";
}
