using GpuTop.Model;
using GpuTop.State;
using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The users of a GPU in one line.</summary>
internal static class GpuUsersText
{
    // Names of up to this length form a column before the command.
    private const int NameColumn = 6;

    /// <summary>One user with the command of the most memory, or several users: <c>alice  carol  +2</c>.</summary>
    public static void Draw(CellBuffer frame, Rect area, AppState state, Server server, GpuUsers occupants)
    {
        if (occupants.Owners > 1)
        {
            DrawPeople(frame, area, state, server, occupants);
            return;
        }

        if (occupants.Main is not { } main)
        {
            return;
        }

        var more = occupants.Count > 1 ? $"+{occupants.Count - 1}" : "";
        var x = area.X + Math.Max(NameColumn, Name(frame, area.X, area, state, server, main)) + 2;
        var command = CommandText.Short(main.Command);
        var room = area.Right - x - (more.Length > 0 ? more.Length + 1 : 0);
        x += room > 0 ? frame.TextEllipsis(x, area.Y, room, command, main.Command is null ? Theme.Secondary : Theme.Text) + 1 : 0;
        if (x + more.Length <= area.Right)
        {
            frame.Text(x, area.Y, more, Theme.Secondary);
        }
    }

    /// <summary>The processes that fit with user, memory and age, and the count of the others.</summary>
    public static void DrawEach(CellBuffer frame, Rect area, AppState state, Server server, GpuUsers occupants)
    {
        var each = Math.Max(28, (area.Width - 8) / Math.Min(occupants.Count, Math.Max(1, (area.Width - 8) / 28)));
        var (x, shown) = (area.X, 0);
        foreach (var process in server.Processes)
        {
            if (occupants.ShareOf(process) is not { } share)
            {
                continue;
            }

            if (x + each > area.Right + (shown + 1 == occupants.Count ? 0 : -8))
            {
                frame.Text(x, area.Y, $"+{occupants.Count - shown} more", Theme.Secondary, area.Right - x);
                return;
            }

            var part = area with { X = x, Width = each - 2 };
            var used = frame.TextRight(part.X, part.Y, part.Width, $"{Format.UsedMemory(share.MemoryMiB)}G", Theme.Secondary);
            part = part.SplitRight(used + 1).Remainder;
            var name = Name(frame, x, part, state, server, process) + 1;
            frame.TextEllipsis(x + name, area.Y, part.Width - name, CommandText.Short(process.Command), Theme.Text);
            x += each;
            shown++;
        }
    }

    /// <summary>Draws the owner of a process in the owner's colour; returns the columns used.</summary>
    public static int Name(CellBuffer frame, int x, Rect area, AppState state, Server server, GpuProcess process)
    {
        var owner = OwnerText.Of(process);
        var style = owner.User is null ? Theme.Secondary : Theme.Person(state.Hues.Of(owner.HueKey), server.IsMine(process) == true);
        return frame.TextEllipsis(x, area.Y, area.Right - x, owner.ToString(), style);
    }

    private static void DrawPeople(CellBuffer frame, Rect area, AppState state, Server server, GpuUsers occupants)
    {
        var (x, shown) = (area.X, 0);
        foreach (var process in server.Processes)
        {
            if (occupants.ShareOf(process) is null || !occupants.IsFirstOfOwner(process))
            {
                continue;
            }

            var isLast = shown + 1 == occupants.Owners;
            var fits = x + UnicodeWidth.Of(OwnerText.Of(process).ToString()) + (isLast ? 0 : 4) <= area.Right;
            if (!fits && shown > 0)
            {
                frame.Text(x, area.Y, $"+{occupants.Owners - shown}", Theme.Secondary, area.Right - x);
                return;
            }

            x += Name(frame, x, area with { Width = area.Width - (isLast ? 0 : 4) }, state, server, process) + 2;
            shown++;
        }
    }
}
