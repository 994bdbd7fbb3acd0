namespace GpuTop.State;

/// <summary>The queue of ssh prompts, answered in a dialog that the user opens; a prompt never takes the keys by itself.</summary>
internal static class PromptQueue
{
    public static string? WhyNot(AppState state) => state.Prompts.IsEmpty ? "no server asks for anything" : null;

    public static UpdateResult Open(AppState state) => PromptDialog.OpenNext(state, int.MinValue);

    /// <summary>Adds a prompt and shows a notice. Opens it only after an answer to the same login, never after one
    /// to another: a code typed without looking must not go to a second server.</summary>
    public static AppState Enqueue(AppState state, Prompt prompt)
    {
        var asked = state with { Prompts = state.Prompts.Add(prompt) };
        return state.Dialog is PromptDialog { IsSent: true, OverSince: null } sent && sent.Prompt.Server == prompt.Server
            ? asked with { Dialog = new PromptDialog(prompt, TextField.Of("")) }
            : state.Dialog is null && state.Typing is null ? asked.ShowNotice($"{prompt.Server} asks: press p to answer", isProblem: true)
            : asked;
    }

    /// <summary>Removes a closed prompt. Its dialog stays open, so that text being typed does not become keys of a view.</summary>
    public static AppState Withdraw(AppState state, int id)
    {
        var without = state with { Prompts = state.Prompts.RemoveAll(prompt => prompt.Id == id) };
        return state.Dialog is PromptDialog asking && asking.Prompt.Id == id
            ? without with { Dialog = asking with { Field = TextField.Of("") } }
            : without;
    }

    /// <summary>Handles the end of a login. Its dialog stays for a moment, so that text typed ahead does not become keys of a
    /// view.</summary>
    public static AppState EndLogin(AppState state, int id) =>
        state.Dialog is PromptDialog { IsSent: true } sent && sent.Prompt.Id == id
            ? state with { Dialog = sent with { OverSince = state.Now } }
            : state;

    /// <summary>Closes the dialog of an ended login after its delay.</summary>
    public static AppState Expire(AppState state) =>
        state.Dialog is PromptDialog { OverSince: { } since } && state.Now - since >= PromptDialog.CloseDelay
            ? state with { Dialog = null }
            : state;
}
