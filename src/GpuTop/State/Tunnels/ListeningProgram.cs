using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.State;

/// <summary>A known kind of network program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Words">Words that identify it in a command line.</param>
/// <param name="Ports">Its default ports; used only when no command line matches.</param>
/// <param name="Scheme">The URL scheme; null when it is not a web page.</param>
internal sealed record ListeningProgram(string Name, ImmutableArray<string> Words, ImmutableArray<int> Ports, string? Scheme = "http")
{
    public const string Jupyter = "Jupyter";

    // Programs that are no tunnel targets: parts of connections and helpers of other programs.
    private static readonly ListeningProgram Infrastructure = new(
        "plumbing", ["sshd", "sshd-session", "ssh", "gputop", "ipykernel_launcher", "ipykernel", "tensorboard_data_server"], [], null);

    private static readonly ImmutableArray<ListeningProgram> All =
    [
        Infrastructure,
        new(Jupyter, ["jupyter", "jupyter-lab", "jupyter-notebook", "jupyter-noteboo", "jupyterlab", "jupyter_server", "notebook",
            "jupyterhub"], [8888]),
        new("TensorBoard", ["tensorboard"], [6006]),
        new("Visdom", ["visdom"], [8097]),
        new("VS Code", ["code-server", "openvscode-server", "vscode-server", "code-tunnel"], []),
        new("MLflow", ["mlflow"], []),
        new("Streamlit", ["streamlit"], [8501]),
        new("Gradio", ["gradio"], [7860]),
        new("Ray", ["ray", "raylet", "dashboard"], [8265]),
        new("Dask", ["dask", "dask-scheduler"], [8787]),
        new("vLLM", ["vllm"], []),
        new("Ollama", ["ollama"], [11434]),
        new("RStudio", ["rserver", "rstudio-server"], []),
        new("Aim", ["aim"], []),
        new("debugpy", ["debugpy"], [5678], null),
        new("Redis", ["redis-server"], [6379], null),
        new("PostgreSQL", ["postgres"], [5432], null),
        new("MongoDB", ["mongod"], [27017], null),
    ];

    /// <summary>Whether it is no tunnel target.</summary>
    public bool IsInfrastructure => this == Infrastructure;

    /// <summary>The program on a port; null when it is unknown.</summary>
    public static ListeningProgram? Of(ListeningPort port) =>
        All.FirstOrDefault(program => program.IsCalled(port.Command)) ?? All.FirstOrDefault(program => program.Ports.Contains(port.Port));

    // Matches the program, or the script or module of an interpreter, but not its arguments.
    private bool IsCalled(string? command)
    {
        var words = (command ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (Words.Any(known => IsOf(word, known)))
            {
                return true;
            }

            // The next word is matched after an interpreter, or after an option before the script.
            var isBeforeScript = word.StartsWith('-') || (i == 0 && IsInterpreter(FileName(word)));
            if (!isBeforeScript)
            {
                return false;
            }
        }

        return false;
    }

    // "tensorboard", "/opt/bin/tensorboard", "tensorboard.main", ".../.vscode-server/bin/node", "sshd: alice@notty"
    private static bool IsOf(string word, string known) =>
        word.TrimEnd(':').Split('/').Any(part => part.TrimStart('.') is var name
            && (name == known || (name.StartsWith(known, StringComparison.Ordinal) && name[known.Length] == '.')));

    private static string FileName(string word) => word[(word.LastIndexOf('/') + 1)..];

    private static bool IsInterpreter(string name) =>
        name.StartsWith("python", StringComparison.Ordinal) || name is "node" or "sh" or "bash" or "dotnet";
}
