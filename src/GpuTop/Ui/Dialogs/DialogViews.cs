using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The drawing of each kind of dialog.</summary>
internal static class DialogViews
{
    /// <summary>The drawing of the open dialog; null when none is open.</summary>
    public static DialogView? Of(AppState state) => state.Dialog switch
    {
        ChooseDialog choose => new ChooseDialogView(state, choose),
        PromptDialog prompt => new PromptDialogView(state, prompt),
        ProblemDialog problem => new ProblemDialogView(problem),
        KillDialog kill => new KillDialogView(state, kill),
        SessionWaitDialog wait => new SessionWaitDialogView(wait),
        EnvironmentDialog environment => new EnvironmentDialogView(environment),
        QuotaDialog quota => new QuotaDialogView(state, quota),
        QuitDialog => new QuitDialogView(state),
        PickServersDialog pick => new PickServersDialogView(pick),
        PaletteDialog palette => new PaletteDialogView(state, palette),
        GoToDialog go => new GoToDialogView(go),
        FindDialog find => new FindDialogView(state, find),
        _ => null,
    };
}
