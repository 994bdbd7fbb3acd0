using System.IO.Pipelines;
using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>One child process that runs the probe's shell, from its start to its end.</summary>
/// <param name="command">The command to start.</param>
/// <param name="environment">Its additional variables.</param>
/// <param name="target">The server.</param>
internal abstract class ProbeProcess(
    ProcessCommand command, IReadOnlyDictionary<string, string> environment, ServerSetting target) : IProbeChannel
{
    private ChildProcess? _child;

    PipeReader IProbeChannel.Output => Child.Output;

    public string Errors => Child.Errors;

    /// <summary>Messages of the ssh client itself.</summary>
    protected virtual string Messages => "";

    protected ServerSetting Target => target;

    private ChildProcess Child => _child ?? throw new InvalidOperationException("not started");

    /// <summary>Terminates the child and completes when it is gone; the attempt ends with it.</summary>
    public async Task CancelAsync()
    {
        if (_child is { } child)
        {
            child.Terminate();
            await child.ExitCodeAsync(CancellationToken.None);
        }
    }

    /// <summary>Runs the process, emits all steps but the last, and returns the state at its end.</summary>
    /// <param name="shell">The dialogue with its shell, over this process.</param>
    /// <param name="steps">One at a time, any thread.</param>
    /// <param name="token">Terminates the child.</param>
    public async Task<AttemptEnd> RunAsync(ProbeShell shell, IObserver<ConnectionStep> steps, CancellationToken token)
    {
        _child = ChildProcess.Start(command, environment);
        var exitCode = 0;
        try
        {
            steps.OnNext(new ConnectionStep.Started());
            await shell.RunAsync(steps, token);
        }
        finally
        {
            // At the end of its output the child is ending: a terminated ssh would not report the exit status.
            exitCode = await _child.EndAsync(atOnce: !shell.IsReady && !shell.HasEnded);
            OnEnded();
        }

        return new AttemptEnd(target.Host, Messages, Errors, shell.Noise, exitCode, shell.IsAuthenticated, shell.IsReady)
        {
            RanNothing = shell.RanNothing,
        };
    }

    public Task<bool> WriteAsync(ReadOnlyMemory<byte> text, TimeSpan within, CancellationToken token) =>
        Child.WriteAsync(text, within, token);

    public virtual Task AwaitLoginAsync(CancellationToken token) => Task.CompletedTask;

    public virtual void OnLoggedIn()
    {
    }

    public virtual void OnHeartbeat()
    {
    }

    public abstract SshSession OpenSession(string noise);

    /// <summary>Called when the child is gone.</summary>
    protected virtual void OnEnded()
    {
    }

    /// <summary>Writes a line for the probe; the silence timeout detects a shell that takes none.</summary>
    protected Task<bool> WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken token) =>
        Child.WriteAsync(line, ProbeShell.Heartbeat, token);
}
