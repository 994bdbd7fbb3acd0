using GpuTop.State;

namespace GpuTop.Ui;

/// <summary>The drawing of each kind of dialog.</summary>
internal static class DialogViews
{
    /// <summary>The drawing of the open dialog; null when none is open.</summary>
    public static DialogView? Of(AppState state) => state.Dialog switch
    {
        HelpDialog help => new HelpDialogView(state, help),
        ChooseDialog choose => new ChooseDialogView(choose),
        PromptDialog prompt => new PromptDialogView(state, prompt),
        ProblemDialog problem => new ProblemDialogView(state, problem),
        KillDialog kill => new KillDialogView(state, kill),
        SessionWaitDialog wait => new SessionWaitDialogView(wait),
        QuitDialog => new QuitDialogView(state),
        PickServersDialog pick => new PickServersDialogView(pick),
        GoToDialog go => new GoToDialogView(go),
        WaitDialog wait => new WaitDialogView(wait),
        _ => null,
    };
}
