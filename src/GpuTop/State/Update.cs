using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The state transition function.</summary>
public static class Update
{
    /// <summary>Computes the next state and its effects. Pure.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="message">What happened.</param>
    /// <param name="now">The present time.</param>
    public static UpdateResult Apply(AppState state, Message message, DateTimeOffset now)
    {
        var isInput = message is Message.Pressed or Message.FieldEdited or Message.Pasted or Message.Clicked
            or Message.Dragged or Message.Resized;
        var current = PromptQueue.Expire(Expire(state with { Now = now, Inputs = state.Inputs + (isInput ? 1 : 0) }));
        var step = MarkSameMachines(current, Handle(current, message, now), message);
        return step with { State = FleetEvents.Log(current, DialogGuard.Begin(current, step.State), message) };
    }

    // Only identity, GPUs and connection status decide whether two entries are the same machine.
    private static UpdateResult MarkSameMachines(AppState before, UpdateResult step, Message message)
    {
        var name = message switch
        {
            Message.ReadingReceived { Reading: Reading.Identity or Reading.Gpus } heard => heard.Server,
            Message.ConnectionChanged changed => changed.Server,
            _ => null,
        };
        return name is not null && before.Fleet.Find(name) is { } was && step.State.Fleet.Find(name) is { } now
            && SameMachines.MayChange(was, now)
            ? step with { State = step.State with { Fleet = SameMachines.Mark(step.State.Fleet) } }
            : step;
    }

    private static UpdateResult Handle(AppState current, Message message, DateTimeOffset now)
    {
        return message switch
        {
            Message.Pressed pressed => WithoutStaleNotice(
                current,
                Press(
                    current with { ScrollEnd = pressed.ScrollEnd, PaneColumns = pressed.PaneColumns },
                    pressed.Key,
                    pressed.IsInText,
                    pressed.Values)),
            Message.FieldEdited edited =>
                current.Dialog is { } dialog ? current with { Dialog = dialog.Edited(edited.Values) } : current,
            Message.Pasted pasted when current.Dialog is { } dialog => dialog.Paste(current, pasted.Text),
            Message.Pasted pasted => current.Typing is { } field ? FilterInput.Paste(current, field, pasted.Text) : current,
            Message.Clicked pointed => WithoutStaleNotice(
                current,
                pointed.OpensMenu
                    ? MouseActions.OpenMenu(current, pointed.Spot)
                    : MouseActions.At(current with { Resize = null }, pointed, (state, key) => Press(state, key))),
            Message.Dragged dragged => MouseActions.Drag(current, dragged),
            Message.Resized resized => current with { Width = resized.Width, Height = resized.Height },
            Message.ReadingReceived received => ApplyReading(current, received.Server, received.Reading, now),
            Message.ConnectionChanged changed => TunnelReconnect.ConnectionChanged(
                AccountRequests.Forget(current, changed.Server) with
                {
                    Fleet = current.Fleet.With(changed.Server, server => server with { Connection = changed.Status }),
                    Requests = changed.Status.Phase == ConnectionPhase.Live
                        ? current.Requests.Without(changed.Server)
                        : current.Requests,
                },
                changed.Server),
            Message.TunnelOpened opened => TunnelUpdates.Opened(current, opened),
            Message.TunnelFailed failed => TunnelUpdates.Failed(current, failed),
            Message.TunnelUsed used => TunnelUpdates.Used(current, used),
            Message.Answer answer => ApplyAnswer(current, answer, now),
            Message.AttachEnded returned => AttachActions.Return(current, returned),
            Message.PromptOpened asked => PromptQueue.Enqueue(current, asked.Prompt),
            Message.PromptClosed withdrawn => PromptQueue.Withdraw(current, withdrawn.Id),
            Message.LoginEnded ended => PromptQueue.EndLogin(current, ended.Id),
            Message.WindowOpened opened => AttachActions.Opened(current, opened),
            Message.HookFailed failed =>
                current.Log(EventKind.Action, failed.Text, tone: Tone.Bad).ShowNotice(failed.Text, isProblem: true),
            Message.Rewound rewound => ReplayActions.Rewind(current, rewound),
            Message.ReplayEnded => ReplayActions.End(current),
            Message.Ticked => Tick(current),
            _ => current,
        };
    }

    private static UpdateResult Tick(AppState state)
    {
        state.History.Add(state.Fleet, state.Now, state.Interval);
        return AttachActions.IsOver(state)
            ? AttachActions.Resume(state, null)
            : WaitCheck.Tick(AlertEngine.Tick(KillActions.Tick(state)));
    }

    private static UpdateResult ApplyAnswer(AppState state, Message.Answer answer, DateTimeOffset now)
    {
        if (state.Requests.Find(answer.Id, answer.Server) is not { } request)
        {
            return state; // It was not requested, or a new connection has made its request void.
        }

        var next = state with { Requests = state.Requests.Without(answer.Id) };
        return (request, answer) switch
        {
            (Effect.SendSignal, Message.CommandAnswered answered) => KillActions.HandleAnswer(next, answered),
            (Effect.ReadEnvironment, Message.CommandAnswered answered) => EnvironmentDialog.HandleAnswer(next, answered),
            (Effect.ReadQuotas, Message.QuotasReceived told) => QuotaDialog.HandleAnswer(next, told),
            (Effect.ReadQuotas, Message.CommandAnswered failed) => QuotaDialog.HandleFailure(next, failed),
            (Effect.RunCommand, Message.CommandAnswered answered) => JobEndCheck.HandleAnswer(next, answered),
            (Effect.InspectGpu, Message.GpuInspected inspected) =>
                GpuActions.HandleAnswer(next, answer.Id, inspected.Detail, inspected.Problem),
            (Effect.InspectGpu, Message.CommandAnswered failed) => GpuActions.HandleAnswer(next, answer.Id, null, failed.Text),
            (Effect.LookUpAccounts, Message.AccountsFound found) => ApplyReading(next, answer.Server, found.Accounts, now),
            (Effect.FetchJupyterTokens, Message.JupyterTokensReceived found) => TunnelActions.HandleAnswer(next, found),
            _ => next,
        };
    }

    private static UpdateResult ApplyReading(AppState state, string name, Reading reading, DateTimeOffset now)
    {
        var next = state with
        {
            Fleet = state.Fleet.With(name, server => server.Apply(reading, now, state.Options.AvailabilityLimits.At(state.Interval))),
        };
        if (next.Fleet.Find(name) is { } server && !server.Processes.Equals(state.Fleet.Find(name)?.Processes))
        {
            next = next with { Hues = next.Hues.With(server) };
        }

        if (reading is Reading.Identity)
        {
            return TunnelReconnect.ConnectionChanged(next, name);
        }

        if (reading is Reading.Sessions or Reading.Hanging { Section: ProbeSection.Sessions })
        {
            return AttachActions.Resume(next, name);
        }

        return reading is Reading.Processes
            ? AccountRequests.Request(FollowActions.Check(ProcessActions.ForgetEnded(next, name), name), name)
            : next;
    }

    /// <summary>Applies a key to the focused element: terminal, dialog, filter or view.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="key">The key.</param>
    /// <param name="isInText">See <see cref="Message.Pressed.IsInText"/>.</param>
    /// <param name="values">See <see cref="Message.Pressed.Values"/>.</param>
    internal static UpdateResult Press(AppState state, KeyPress key, bool isInText = false, DialogValues? values = null)
    {
        if (Keymap.IsOfTerminal(key) && Keymap.Find(key, state.View) is { } always)
        {
            return always.Press(state);
        }

        if (state.Dialog is { } dialog)
        {
            return DialogInput.Press(state, dialog, key, isInText, values ?? DialogValues.None);
        }

        if (state.Typing is { } field)
        {
            return FilterInput.Press(state, field, key);
        }

        if (((state.Replay is null ? null : ReplayKeys.Find(key)) ?? Keymap.Find(key, state.View)) is not { } binding)
        {
            return Keymap.NoticeOf(key) is { } notice ? state.ShowNotice(notice) : state;
        }

        return isInText && binding.NeedsToBeAlone && !(binding.IsAction && state.Options.ReadOnly)
            ? state.ShowNotice($"{key} arrived together with other keys, as pasted text does: ignored")
            : binding.Run(state with { Notice = null }); // It was about what was done before.
    }

    private static AppState Expire(AppState state) =>
        state.Notice is { } notice && notice.Until <= state.Now ? state with { Notice = null } : state;

    // A notice about the previous view would cover a dialog's key hints or the filter being typed.
    private static UpdateResult WithoutStaleNotice(AppState before, UpdateResult step)
    {
        var after = step.State;
        var isElsewhere = after.View != before.View
            || (after.Dialog is not null && before.Dialog is null) || (after.Typing is not null && before.Typing is null);
        return isElsewhere && ReferenceEquals(after.Notice, before.Notice) ? step with { State = after with { Notice = null } } : step;
    }
}
