using System.Collections.Immutable;

namespace GpuTop.State;

/// <summary>The environment of a process of the user, as it was when the process began.</summary>
/// <param name="Title">Process and server.</param>
/// <param name="RequestId">Number of the request that reads it.</param>
/// <param name="Variables">The variables by name, <c>PATH=/bin</c>; null until they are read.</param>
/// <param name="Problem">Why they can't be read; null otherwise.</param>
public sealed record EnvironmentDialog(string Title, int RequestId, ImmutableArray<string>? Variables = null, string? Problem = null)
    : AnswerDialog(RequestId)
{
    /// <summary>Why the environment of the selected process can't be read; null when it can.</summary>
    internal static string? WhyNot(AppState state) => SelectionLookup.Of(state) switch
    {
        null or { Processes.IsEmpty: true } => "no process is selected",
        { Processes: [var one], Server: var server } =>
            ActionGuards.NotConnected(state, server) ?? KillPermission.WhyNot(server, one),
        _ => "several processes are selected",
    };

    /// <summary>Opens the dialog and reads the environment.</summary>
    internal static UpdateResult Open(AppState state)
    {
        var (server, process) = (SelectionLookup.Of(state)!.Server, SelectionLookup.Of(state)!.Processes[0]);
        var step = new UpdateResult(state, []).Send(
            new Effect.ReadEnvironment(server.Name, process.Pid, process.StartTicks ?? 0));
        var dialog = new EnvironmentDialog($"environment of {process.Pid} on {server.Name}", step.State.Requests.LastId);
        return step with { State = step.State with { Dialog = dialog } };
    }

    /// <summary>Shows the answer; ignores it when the dialog was closed.</summary>
    internal static AppState HandleAnswer(AppState state, Message.CommandAnswered answer) => Change<EnvironmentDialog>(
        state,
        answer.Id,
        dialog => answer.ExitCode == 0
            ? dialog with { Variables = [.. answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)] }
            : dialog with { Problem = answer.ExitCode is null ? answer.Text : "the process has ended" });
}
