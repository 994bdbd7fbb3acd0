using System.Text;

namespace GpuTop.Demo;

/// <summary>Sections s, p and c: tmux, listening ports of <see cref="Person.Me"/>, names of containers.</summary>
internal static class SessionLines
{
    private const string S = $"{ProbeFormat.Mark}s|";
    private const string P = $"{ProbeFormat.Mark}p|";
    private const string C = $"{ProbeFormat.Mark}c|";

    public static void WriteSessions(StringBuilder text, Machine machine)
    {
        var names = new List<string>();
        foreach (var pane in machine.Background.Panes)
        {
            var window = pane.Window;
            if (!names.Contains(window.Session))
            {
                var windows = machine.Spec.Windows.Count(other => other.Session == window.Session);
                var created = machine.StartedAt.AddHours(-window.AgeHours).ToUnixTimeSeconds();
                text.Append($"{S}S ${names.Count}|{created}|{(window.IsAttached ? 1 : 0)}|{windows}|{window.Session}\n");
                names.Add(window.Session);
            }
        }

        for (var i = 0; i < machine.Background.Panes.Length; i++)
        {
            var pane = machine.Background.Panes[i];
            var index = machine.Background.Panes.Take(i).Count(other => other.Window.Session == pane.Window.Session);
            var command = machine.Jobs.Any(job => job.Ancestors.Contains(pane.ShellPid)) ? "python" : "bash";
            text.Append($"{S}P ${names.IndexOf(pane.Window.Session)}|{index}|0|%{i}|{pane.ShellPid}|0|{command}|{pane.Window.Name}\n");
            text.Append($"{S}D %{i}|{pane.Window.Folder}\n");
        }
    }

    public static void WritePorts(StringBuilder text, Machine machine)
    {
        text.Append($"{P}U {Person.Me.UserId}\n");
        foreach (var process in machine.Background.BackgroundPrograms)
        {
            if (process.Program is { Listens: { } address, Owner: { } owner } program && owner == Person.Me)
            {
                text.Append($"{P}L LISTEN 0      128    {address,20}      0.0.0.0:*    ");
                text.Append($"users:((\"{program.Program}\",pid={process.Pid},fd=6)) ");
                text.Append($"uid:{owner.UserId} ino:{process.Pid * 31L} sk:{process.Pid:x} <->\n");
                text.Append($"{P}O {process.Pid} {program.Command}\n");
            }
        }
    }

    public static void WriteContainers(StringBuilder text, Machine machine)
    {
        foreach (var job in machine.Jobs)
        {
            if (job.ContainerId is { } id)
            {
                text.Append($"{C}K {id}|{job.Kind.Image}|{job.ContainerName}\n");
            }
        }
    }
}
