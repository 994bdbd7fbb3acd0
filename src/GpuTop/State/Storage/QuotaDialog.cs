using GpuTop.Model;

namespace GpuTop.State;

/// <summary>Who fills a file system, as its quotas tell. Asked on demand only, and without a walk through the files.</summary>
/// <param name="Place">The file system and the server that is asked, <c>/home on gpu01</c>.</param>
/// <param name="Mount">The file system.</param>
/// <param name="RequestId">Number of the request.</param>
/// <param name="Quotas">The users; null until they are told.</param>
/// <param name="Problem">Why they can't be read; null otherwise.</param>
public sealed record QuotaDialog(string Place, Mount Mount, int RequestId, DiskQuotas? Quotas = null, string? Problem = null)
    : AnswerDialog(RequestId)
{
    /// <summary>Why the quotas of the selected file system can't be read; null when they can.</summary>
    internal static string? WhyNot(AppState state) => StorageList.View.Selected(state) switch
    {
        null or { Mount: null } => "no file system is selected",
        { Silence: not null } row => $"df hangs on {row.Name}: quotas would too",
        var row => ActionGuards.NotConnected(state, row.Server),
    };

    /// <summary>Opens the dialog and asks.</summary>
    internal static UpdateResult Open(AppState state)
    {
        var row = StorageList.View.Selected(state)!;
        var (server, mount) = (row.Server, row.Mount!);
        var step = new UpdateResult(state, []).Send(new Effect.ReadQuotas(server.Name, mount));
        var dialog = new QuotaDialog($"{row.Name} on {server.Name}", mount, step.State.Requests.LastId);
        return step with { State = step.State with { Dialog = dialog } };
    }

    /// <summary>Shows the answer; ignores it when the dialog was closed.</summary>
    internal static AppState HandleAnswer(AppState state, Message.QuotasReceived answer) =>
        Change<QuotaDialog>(state, answer.Id, dialog => dialog with { Quotas = dialog.Ordered(answer.Quotas) });

    /// <summary>Shows why there is no answer.</summary>
    internal static AppState HandleFailure(AppState state, Message.CommandAnswered answer) =>
        Change<QuotaDialog>(state, answer.Id, dialog => dialog with { Problem = answer.Text });

    // Those with the most files first where these fill it.
    private DiskQuotas Ordered(DiskQuotas quotas) => Mount.IsShortOfInodes
        ? quotas with { Users = [.. quotas.Users.OrderByDescending(user => user.Files)] }
        : quotas;
}
