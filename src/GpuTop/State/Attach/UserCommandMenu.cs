using System.Collections.Immutable;
using System.Text;
using GpuTop.Model;
using GpuTop.TerminalDriver;

namespace GpuTop.State;

/// <summary>The menu of user commands.</summary>
internal static class UserCommandMenu
{
    public static string? WhyNot(AppState state) =>
        state.Options.Commands.IsEmpty ? "no commands of your own: see [[command]] in gputop.toml.example"
        : state.Options.IsDemo ? "the servers of the demo are simulated: there is nothing to run commands on"
        : SelectionLookup.Of(state) is null ? "no server is selected"
        : null;

    public static UpdateResult Open(AppState state)
    {
        var selection = SelectionLookup.Of(state)!;
        var about = selection switch
        {
            { Processes: [var one] } => $"{selection.Server.Name}, {one.Pid}",
            { Path: { } path } => $"{path} on {selection.Server.Name}",
            _ => selection.Server.Name,
        };
        return ChooseDialog.Open(state, $"commands for {about}", Choices(state));
    }

    /// <summary>The commands for the selection; none where they are not available.</summary>
    public static IEnumerable<Choice> Choices(AppState state)
    {
        if (WhyNot(state) is not null || state.Options.ReadOnly)
        {
            return [];
        }

        var selection = SelectionLookup.Of(state)!;
        var values = ValuesOf(selection);
        return state.Options.Commands.Select(command =>
            new Choice(command.Name, now => AttachActions.Go(now, selection.Server, new AttachGoal.Own(command, values)))
            {
                Detail = command.Run,
                Key = KeyOf(command.Key),
                HasNoLetter = true,
                WhyNot = WhyNot(state, selection, command, values),
            });
    }

    private static KeyPress? KeyOf(string? name) => name switch
    {
        null => null,
        { Length: > 1 } when Enum.TryParse<Key>(name, ignoreCase: true, out var key) => KeyPress.Of(key),
        _ => new KeyPress(Key.Character, Rune.GetRuneAt(name, 0)),
    };

    private static string? WhyNot(AppState state, Selection selection, UserCommand command, ImmutableDictionary<string, string> values)
    {
        foreach (var need in command.Needs)
        {
            if (!values.ContainsKey(need))
            {
                return $"{command.Name}: {MissingOf(need, selection)}";
            }
        }

        return command.Where == CommandPlace.Here ? null : ActionGuards.OfServer(state);
    }

    // Placeholder values of the selection; without process values when several are selected.
    private static ImmutableDictionary<string, string> ValuesOf(Selection selection)
    {
        var (server, process) = (selection.Server, selection.Processes is [var one] ? one : null);
        var gpus = selection.Instance is { } instance ? instance.Uuid
            : selection.Gpu is { } gpu ? $"{gpu.Sample.Index}"
            : process is null ? ""
            : GpuNumbers.Of(server, process.Shares);
        (string Name, string? Value)[] known =
        [
            ("server", server.Name),
            ("host", server.IsLocal ? null : server.Host),
            ("user", server.Identity?.User),
            ("pid", process is null ? null : $"{process.Pid}"),
            ("gpu", gpus.Length == 0 ? null : gpus),
            ("cwd", process?.WorkingDirectory),
            ("path", selection.Path ?? process?.WorkingDirectory),
            ("port", selection.Port is { } port ? $"{port}" : null),
        ];
        return known.Where(pair => pair.Value is not null).ToImmutableDictionary(pair => pair.Name, pair => pair.Value!);
    }

    private static string MissingOf(string need, Selection selection) => need switch
    {
        "host" => "this machine has no name for ssh",
        "user" => $"who you are on {selection.Server.Name} is not known yet",
        "gpu" => "select a GPU",
        "cwd" or "path" when selection.Processes is [_] => "the directory of this process is not readable",
        "pid" or "cwd" => selection.Processes.Length > 1 ? "select one process: there are several on this GPU" : "select a process",
        "path" => "select a file system in the storage view, or one process",
        "port" => "select a port among the tunnels",
        _ => $"{{{need}}} is not known",
    };
}
