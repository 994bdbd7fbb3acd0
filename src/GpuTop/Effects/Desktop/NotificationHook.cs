using System.Collections.Immutable;
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
        Observable.FromAsync(token => RunAsync(new ProcessCommand(hook[0], hook[1..]), Variables(notification), token))
            .Where(problem => problem is not null)
            .Select(problem => problem!);

    internal static Dictionary<string, string> Variables(Notification notification) => new()
    {
        ["GPUTOP_EVENT"] = notification.Event,
        ["GPUTOP_RULE"] = notification.Rule,
        ["GPUTOP_SERVER"] = notification.Server,
        ["GPUTOP_GPU"] = notification.Gpu ?? "",
        ["GPUTOP_USER"] = notification.User ?? "",
        ["GPUTOP_TEXT"] = $"{notification.Server}: {notification.Text}",
    };

    private static async Task<string?> RunAsync(ProcessCommand hook, Dictionary<string, string> variables, CancellationToken token)
    {
        try
        {
            var (exitCode, _, errors) = await ChildProcess.RunAsync(hook, Limit, token, variables);
            return exitCode switch
            {
                null => $"ended after {Limit.TotalSeconds:0} s",
                0 => null,
                _ => $"exit code {exitCode} {FailureText.Clean(errors).Split('\n')[0]}".TrimEnd(),
            };
        }
        catch (Exception refusal) when (MachineFailure.Explains(refusal))
        {
            return refusal.Message;
        }
    }
}
