using System.Reactive.Linq;
using System.Reactive.Subjects;
using GpuTop.State;
using GpuTop.TerminalDriver;
using Terminal.Gui.App;
using Key = GpuTop.TerminalDriver.Key;

namespace GpuTop.Ui;

/// <summary>Opens and closes the Terminal.Gui dialog of the state. It has no loop of its own, as <c>Run</c> would: that returns only when
/// the dialog is closed, and holds up all else.</summary>
/// <param name="application">The application.</param>
/// <param name="styles">Styles and glyphs of the output.</param>
internal sealed class DialogHost(IApplication application, GuiStyles styles) : IDisposable
{
    private readonly Subject<Message> _messages = new();
    private (object Identity, DialogWindow Window, SessionToken Session)? _open;
    private AppState? _state;
    private bool _isHandlingInput;
    private bool _isInText;
    private bool _isStarted;

    // The last click and the dialog that was open then; null for none.
    private (DateTimeOffset At, object? Dialog) _lastClick;

    /// <summary>What the user did in a dialog, at once.</summary>
    public IObservable<Message> Messages => _messages.AsObservable();

    /// <summary>Shows the dialog of a state, after the input that is being handled.</summary>
    public void Show(AppState state)
    {
        _state = state;
        if (_isStarted && !_isHandlingInput)
        {
            Apply(state);
        }
    }

    /// <summary>Shows what waits for the window below all dialogs, which is there now.</summary>
    public void Start()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            Handle(() => { });
        }
    }

    /// <summary>Handles input, then shows what it led to: a dialog can't be closed by the key that it is handling.</summary>
    public void Handle(Action input)
    {
        _isHandlingInput = true;
        input();
        _isHandlingInput = false;
        if (_state is { } state)
        {
            Apply(state);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _messages.Dispose();
    }

    // None while the screen is too small for one.
    private void Apply(AppState state)
    {
        var view = state.IsTooSmall ? null : DialogViews.Of(state);
        if (_open is { } open && (view is null || !open.Identity.Equals(state.Dialog!.Identity)))
        {
            Close();
        }

        if (view is not null)
        {
            var layout = view.LayOut(state.Width, state.Height);
            if (_open is null)
            {
                Open(state.Dialog!.Identity, layout);
            }
            else
            {
                _open.Value.Window.Show(layout);
            }
        }
    }

    /// <summary>Closes the open dialog.</summary>
    public void Close()
    {
        if (_open is { } open)
        {
            _open = null;
            application.End(open.Session);
            open.Window.Dispose();
        }
    }

    /// <summary>Takes input that the dialog's widgets must not have: keys that come too early, keys of the terminal, pasted text without a
    /// field, clicks beside it.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="now">The time.</param>
    public bool Takes(InputEvent input, DateTimeOffset now)
    {
        if (input is TerminalDriver.MouseInput { Action: MouseAction.Click } && IsSecondClick(now))
        {
            return true;
        }

        if (_open is not { } open || _state is not { Dialog: { } dialog } shown)
        {
            return false;
        }

        var state = shown with { Now = now };
        _isInText = input is KeyInText;
        switch (input)
        {
            case KeyPress key when IsOfState(key) || DialogGuard.IsTooEarly(state, dialog, key):
                _messages.OnNext(new Message.Pressed(key) { Values = open.Window.Values });
                return true;
            case KeyInText { Key: var key } when dialog.Acts || IsOfState(key):
                _messages.OnNext(new Message.Pressed(key) { IsInText = true, Values = open.Window.Values });
                return true;
            case Pasted pasted when !open.Window.IsInField:
                _messages.OnNext(new Message.Pasted(pasted.Text));
                return true;
            case TerminalDriver.MouseInput { Action: MouseAction.Click } mouse:
                return TakesClick(mouse, state, dialog, open.Window);
            default:
                return false;
        }
    }

    // Undo and copy of a field would hide these.
    private static bool IsOfState(KeyPress key) => Keymap.IsOfTerminal(key) || key == KeyPress.Of('c', Modifiers.Control);

    // The second click of a double click does not apply to a dialog that the first has opened, in the place of another one or not.
    private bool IsSecondClick(DateTimeOffset now)
    {
        var last = _lastClick;
        _lastClick = (now, _open?.Identity);
        return _open is { } open && now - last.At <= Click.DoubleClick && !open.Identity.Equals(last.Dialog);
    }

    private bool TakesClick(TerminalDriver.MouseInput mouse, AppState state, Dialog dialog, DialogWindow window)
    {
        if (DialogGuard.IsTooEarly(state, dialog))
        {
            return true;
        }

        if (DialogViews.Of(state) is { ClosesOnClick: true } && !window.HasWidgetAt(mouse.X, mouse.Y))
        {
            _messages.OnNext(new Message.Pressed(KeyPress.Of(Key.Escape)));
            return true;
        }

        return false;
    }

    private void Open(object identity, DialogLayout layout)
    {
        var window = new DialogWindow(
            styles,
            (key, values) => _messages.OnNext(new Message.Pressed(key) { Values = values, IsInText = _isInText }),
            values => _messages.OnNext(new Message.FieldEdited(values)));
        window.Show(layout);
        _open = (identity, window, application.Begin(window)!);
        window.FocusFirst();
    }
}
