using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The users of a file system: what each has, of the limit or of the size.</summary>
internal sealed class QuotaDialogView(AppState state, QuotaDialog dialog) : DialogView
{
    private const int WidestBox = 76;
    private const int SizeWidth = 7;
    private const int PercentWidth = 5;
    private const int BarWidth = 12;
    private const int LeastWidthWithBar = 50;
    private const int LeastWidthWithFiles = 66;
    private const int FilesWidth = 14;
    private const string Of = " of";

    private const string NoQuotas =
        "No program tells quotas of this file system, or it tells them to root only. A command of your own can look instead: "
        + "see [[command]] and {path} in gputop.toml.example.";

    public override string Hint => "j k scroll   any other key closes";

    public override bool ClosesOnClick => true;

    public override DialogLayout LayOut(int width, int height)
    {
        var inside = DialogLayout.InsideOf(DialogLayout.BoxOf(width, height, WidestBox, 1));
        var words = Words();
        var wrapped = Wrapping.Lines(words, inside.Width);
        var users = dialog.Quotas?.Users ?? [];
        var count = users.Length + wrapped.Length;
        var box = DialogLayout.BoxOf(width, height, WidestBox, count);
        return new DialogLayout(
            box,
            $"who fills {dialog.Place}",
            _ => { },
            [
                new DialogWidget.Lines(DialogLayout.InsideOf(box), count, (frame, line, index) =>
                {
                    if (index < users.Length)
                    {
                        DrawUser(frame, line, users[index]);
                    }
                    else
                    {
                        frame.Text(line.X, line.Y, wrapped[index - users.Length], Theme.Secondary, line.Width);
                    }
                }),
            ]);
    }

    // What is said below the users.
    private string Words() => dialog switch
    {
        { Problem: { } problem } => problem,
        { Quotas: null } => "asking…",
        { Quotas.Users.IsEmpty: true } => NoQuotas,
        { Quotas: { IsOnlyMine: true, Program: var program } } => $"{program} tells only what is yours",
        { Quotas.Program: var program } => $"told by {program}",
    };

    // Of the limit, which is a warning, else of the whole file system.
    private void DrawUser(CellBuffer frame, Rect line, DiskQuota user)
    {
        var hasLimit = user.LimitKiB is not null;
        var most = user.LimitKiB ?? dialog.Mount.SizeKiB;
        var percent = most > 0 ? 100.0 * user.UsedKiB / most : null;
        var colors = hasLimit
            ? Theme.Warnings(state.Options.Thresholds.DiskWarnPercent, Thresholds.DiskFullPercent)
            : Theme.Single(Theme.Load);
        var bar = line.Width >= LeastWidthWithBar ? BarWidth : 0;
        var (numbers, name) = line.SplitRight((2 * SizeWidth) + Of.Length + 1 + bar + PercentWidth);
        if (line.Width >= LeastWidthWithFiles && user.Files is { } files)
        {
            (var at, name) = name.SplitRight(FilesWidth);
            frame.TextRight(at.X, line.Y, at.Width, $"{files} files", dialog.Mount.IsShortOfInodes ? Theme.Strong : Theme.Secondary);
        }

        frame.TextEllipsis(name.X, line.Y, name.Width - 1, user.User, Theme.Text);
        frame.TextRight(numbers.X, line.Y, SizeWidth, Format.Kibibytes(user.UsedKiB), Theme.Strong);
        frame.Text(numbers.X + SizeWidth, line.Y, Of, Theme.Secondary);
        frame.TextRight(numbers.X + SizeWidth + Of.Length, line.Y, SizeWidth, Format.Kibibytes(most), Theme.Secondary);
        var x = numbers.Right - PercentWidth - bar;
        Bar.Draw(frame, x, line.Y, bar, percent, colors);
        frame.TextRight(x + bar, line.Y, PercentWidth, Format.Rounded(percent, "%"), colors.Number(percent ?? 0));
    }
}
