namespace GpuTop.EndToEnd.Product;

/// <summary>The scripts of <c>gputop completion</c> in the shells they are for.</summary>
public sealed class CompletionTests : IDisposable
{
    // Bash calls the function with these variables; zsh calls it as a widget whose results _describe takes.
    private const string Bash = """
        eval "$(gputop completion bash)"
        COMP_LINE=$LINE COMP_POINT=${#LINE}
        _gputop
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private const string Zsh = """
        compdef() { :; }
        _describe() { print -l -- "${(@P)2}"; }
        _files() { print FILES; }
        eval "$(gputop completion zsh)"
        words=("${(@s: :)LINE}") CURRENT=${#words} PREFIX=${words[-1]}
        _gputop
        """;

    private const string Fish = "gputop completion fish | source; complete -C $LINE";

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-test-").FullName;

    public CompletionTests()
    {
        var program = Path.Combine(_folder, "gputop");
        File.WriteAllText(program, $"#!/bin/sh\nexec {Programs.Find("dotnet")} {TmuxScreen.Program} \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(_folder, "gputop.d"));
        File.WriteAllText(Path.Combine(_folder, "gputop.d", "ssh_config"), "Host gpu01 evil$(touch_gputop)\n");
    }

    public void Dispose() => Folders.Delete(_folder);

    [Theory]
    [Shell("bash", Bash)]
    [Shell("zsh", Zsh)]
    [Shell("fish", Fish)]
    public void Commands_options_and_servers_are_completed(string shell, string script)
    {
        Assert.Equal(["check", "completion"], Words(shell, script, "gputop c"));
        Assert.Equal(["--json"], Words(shell, script, "gputop list --j"));
        Assert.Equal(["gpu01"], Words(shell, script, $"gputop --ssh-config {_folder}/gputop.d/ssh_config list gp"));
        Assert.Equal(["evil$(touch_gputop)"], Words(shell, script, $"gputop --ssh-config {_folder}/gputop.d/ssh_config list ev"));
    }

    private string[] Words(string shell, string script, string line)
    {
        string[] quiet = shell switch
        {
            "bash" => ["--norc", "--noprofile"],
            "zsh" => ["-f"],
            _ => ["--no-config"],
        };
        string[] variables = [$"PATH={_folder}:{Environment.GetEnvironmentVariable("PATH")}", $"HOME={_folder}", $"LINE={line}"];
        var output = Programs.Run("env", [.. variables, shell, .. quiet, "-c", script]);
        var words = output.TrimEnd('\n').Split('\n').Select(item => item.Split('\t', ':')[0]);
        return [.. words.Select(word => word.Replace("\\", "", StringComparison.Ordinal)).Order()];
    }
}
