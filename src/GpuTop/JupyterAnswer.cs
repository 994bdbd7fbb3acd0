using System.Collections.Immutable;
using GpuTop.Parse;
using GpuTop.Probe;
using GpuTop.State;

namespace GpuTop;

/// <summary>Answers to <see cref="Effect.AskJupyter"/>. They hold secrets: nothing else reads them, and nothing writes them down.</summary>
internal static class JupyterAnswer
{
    /// <summary>The answer that a section is; null when it is none.</summary>
    public static Message? Of(string server, Section section) => section.Tag == "r" + Effects.JupyterCommand.Id
        ? new Message.JupyterTold(server, Tokens(section.Text.Span))
        : null;

    // A list of another machine (a shared home) or of a container names a host of its own.
    private static ImmutableArray<(int Port, string Token)> Tokens(ReadOnlySpan<byte> text) =>
        [.. JupyterList.Read(text).Where(jupyter => jupyter.Token is not null).Select(jupyter => (jupyter.Port, jupyter.Token!))];
}
