using System.Globalization;
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
            dialog.Quotas?.IsOnlyMine == true ? $"your part of {dialog.Place}" : $"who fills {dialog.Place}",
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
        { Quotas.Program: var program, Mount.IsShortOfInodes: true } => $"told by {program}: parts of the files, as the inodes are short",
        { Quotas.Program: var program } => $"told by {program}",
    };

    private void DrawUser(CellBuffer frame, Rect line, DiskQuota user)
    {
        var bar = line.Width >= LeastWidthWithBar ? BarWidth : 0;
        var (share, rest) = line.SplitRight(bar + PercentWidth);
        if (dialog.Mount.IsShortOfInodes && user.Files is { } number)
        {
            DrawFiles(frame, rest, user.User, number, Theme.Strong);
            var all = dialog.Quotas!.Users.Sum(each => each.Files ?? 0);
            DrawShare(frame, share, bar, 100.0 * number / Math.Max(1, all), Theme.Single(Theme.Load));
            return;
        }

        // Of the limit, which is a warning, else of the whole file system.
        var most = user.LimitKiB ?? dialog.Mount.SizeKiB;
        var colors = user.LimitKiB is null
            ? Theme.Single(Theme.Load)
            : Theme.Warnings(state.Options.Thresholds.DiskWarnPercent, Thresholds.DiskFullPercent);
        var (numbers, name) = rest.SplitRight((2 * SizeWidth) + Of.Length + 1);
        if (line.Width >= LeastWidthWithFiles && user.Files is { } files)
        {
            DrawFiles(frame, name, user.User, files, Theme.Secondary);
        }
        else
        {
            frame.TextEllipsis(name.X, line.Y, name.Width - 1, user.User, Theme.Text);
        }

        frame.TextRight(numbers.X, line.Y, SizeWidth, Format.Kibibytes(user.UsedKiB), Theme.Strong);
        frame.Text(numbers.X + SizeWidth, line.Y, Of, Theme.Secondary);
        frame.TextRight(numbers.X + SizeWidth + Of.Length, line.Y, SizeWidth, Format.Kibibytes(most), Theme.Secondary);
        DrawShare(frame, share, bar, most > 0 ? 100.0 * user.UsedKiB / most : null, colors);
    }

    private static void DrawFiles(CellBuffer frame, Rect area, string user, long files, Style style)
    {
        var (at, name) = area.SplitRight(FilesWidth);
        frame.TextEllipsis(name.X, name.Y, name.Width - 1, user, Theme.Text);
        frame.TextRight(at.X, at.Y, at.Width - 1, $"{Count(files)} files", style);
    }

    private static void DrawShare(CellBuffer frame, Rect area, int bar, double? percent, LoadColors colors)
    {
        Bar.Draw(frame, area.X, area.Y, bar, percent, colors);
        frame.TextRight(area.X + bar, area.Y, PercentWidth, Format.Rounded(percent, "%"), colors.Number(percent ?? 0));
    }

    // 812, 104k, 233.5M.
    private static string Count(long number) => number switch
    {
        < 10_000 => $"{number}",
        < 1_000_000 => $"{number / 1000}k",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.0}M"),
    };
}
