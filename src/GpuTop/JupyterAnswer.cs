using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop;

/// <summary>Answers to <see cref="Effect.AskJupyter"/>. They hold secrets: nothing else reads them, and nothing writes them down.</summary>
internal static class JupyterAnswer
{
    /// <summary>The answer that a section is; null when it is none.</summary>
    public static Message? Of(string server, Section section) => section.Tag == "r" + Effects.JupyterCommand.Id
        ? new Message.JupyterTold(server, JupyterList.Tokens(section.Text.Span))
        : null;
}
