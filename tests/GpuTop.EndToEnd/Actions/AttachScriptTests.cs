using System.Collections.Immutable;
using GpuTop.Effects;
using GpuTop.Model;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.EndToEnd.Actions;

/// <summary>The names that other people gave their sessions and folders arrive as one word, through whatever shell the user logs in
/// with.</summary>
public sealed class AttachScriptTests : IDisposable
{
    private const string NoTerminal = "[ -t 0 ] || exit 97\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-visit-").FullName;

    public AttachScriptTests()
    {
        foreach (var program in new[] { "tmux", "screen" })
        {
            var file = Path.Combine(_folder, program);
            File.WriteAllText(
                file,
                "#!/bin/sh\n[ \"$1\" = -ls ] && printf '%s\\n' \"$2\"\nfor a; do printf '[%s]' \"$a\"; done >>\"$0.words\"; echo "
                    + ">>\"$0.words\"\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static IEnumerable<string> Names =>
        [
            "-x", "$(touch x)", "a;touch x", "\u001b]0;owned\u0007", "two\nlines", "it's \"quoted\" \\ !x `touch x`", "名字",
            new string('n', 4096)];

    [Theory]
    [Shell("dash", Each = nameof(Names))]
    [Shell("bash", Each = nameof(Names))]
    [Shell("fish", Each = nameof(Names))]
    [Shell("tcsh", Each = nameof(Names))]
    [Shell("zsh", Each = nameof(Names))]
    public void A_name_stays_one_word(string shell, string name)
    {
        Run(shell, new AttachGoal.Tmux("$3", name, "%7"));
        Run(shell, new AttachGoal.Tmux(null, name, null));
        Run(shell, new AttachGoal.Screen("4711." + name, IsAttached: false));

        Assert.Equal(
            "[has-session][-t][$3]\n[select-window][-t][%7]\n[select-pane][-t][%7]\n[-u][attach-session][-t][$3]\n"
            + $"[has-session][-t][={name}]\n[-u][attach-session][-t][={name}]\n",
            File.ReadAllText(Path.Combine(_folder, "tmux.words")));
        Assert.EndsWith($"[-r][4711.{name}]\n", File.ReadAllText(Path.Combine(_folder, "screen.words")));
        Assert.False(File.Exists(Path.Combine(_folder, "x")));
    }

    [Theory]
    [Shell("dash", Each = nameof(Names))]
    [Shell("bash", Each = nameof(Names))]
    [Shell("fish", Each = nameof(Names))]
    [Shell("tcsh", Each = nameof(Names))]
    [Shell("zsh", Each = nameof(Names))]
    public void A_value_in_an_own_command_stays_one_word(string shell, string value)
    {
        var command = new UserCommand("tell", null, "tmux before {cwd} after", CommandPlace.Server, Pause: false);

        Run(shell, new AttachGoal.Own(command, ImmutableDictionary<string, string>.Empty.Add("cwd", value)));

        Assert.Equal($"[before][{value}][after]\n", File.ReadAllText(Path.Combine(_folder, "tmux.words")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(string shell, AttachGoal goal)
    {
        var script = AttachScript.Of(goal);
        Assert.StartsWith(NoTerminal, script);
        var command = LoginShellEncoding.Command($"cd {_folder}; PATH={_folder}:$PATH\n" + script[NoTerminal.Length..]);
        Programs.Run(shell, ["-c", command]);
    }
}
