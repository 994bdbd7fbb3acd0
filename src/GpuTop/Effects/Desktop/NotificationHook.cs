using System.Collections.Immutable;
using System.Diagnostics;
using System.Reactive.Linq;
using GpuTop.Ssh;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>The user's notification program: run without a shell, with the notification in environment variables only.</summary>
internal static class NotificationHook
{
    // A hook that runs longer is taken to hang.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs the hook. Cold; emits the reason of a failure, nothing on success; completes with the program.</summary>
    /// <param name="hook">Program and arguments.</param>
    /// <param name="notification">The notification.</param>
    public static IObservable<string> Run(ImmutableArray<string> hook, Notification notification) =>
        Observable.FromAsync(token => RunAsync(Start(hook, notification), token))
            .Where(problem => problem is not null)
            .Select(problem => problem!);

    internal static ProcessStartInfo Start(ImmutableArray<string> hook, Notification notification)
    {
        var variables = new Dictionary<string, string>
        {
            ["GPUTOP_EVENT"] = notification.Event,
            ["GPUTOP_RULE"] = notification.Rule,
            ["GPUTOP_SERVER"] = notification.Server,
            ["GPUTOP_GPU"] = notification.Gpu ?? "",
            ["GPUTOP_USER"] = notification.User ?? "",
            ["GPUTOP_TEXT"] = $"{notification.Server}: {notification.Text}",
        };
        return new ProcessCommand(hook[0], hook[1..]).Redirected(variables);
    }

    private static async Task<string?> RunAsync(ProcessStartInfo start, CancellationToken token)
    {
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            // Read, so that it is not held up by a full pipe; the screen is no place for what it says.
            _ = process.StandardOutput.ReadToEndAsync(token);
            var error = process.StandardError.ReadToEndAsync(token);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            limit.CancelAfter(Limit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0
                    ? null
                    : $"exit code {process.ExitCode} {FirstLine(FailureClassifier.Clean(await error.WaitAsync(limit.Token)))}".TrimEnd();
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return $"ended after {Limit.TotalSeconds:0} s";
            }
        }
        catch (Exception refusal) when (FailureClassifier.IsOfThisMachine(refusal))
        {
            return refusal.Message;
        }
    }

    private static string FirstLine(string text) => text.AsSpan().Trim() is { Length: > 0 } trimmed
        ? trimmed[..(trimmed.IndexOf('\n') is var end and >= 0 ? end : trimmed.Length)].ToString()
        : "";
}
