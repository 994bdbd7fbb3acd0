using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using GpuTop.State;
using GpuTop.Ui;

namespace GpuTop.Cli;

/// <summary><c>gputop metrics</c>: serves the fleet to Prometheus.</summary>
internal static class MetricsCommand
{
    /// <summary>Default address: loopback only, because metrics name users and their GPUs.</summary>
    public static IPEndPoint DefaultAddress { get; } = new(IPAddress.Loopback, 9835);

    /// <summary>Parses an address and a port, <c>127.0.0.1:9835</c>, <c>[::]:9835</c> or <c>localhost:9835</c>.</summary>
    public static IPEndPoint ParseAddress(ArgumentResult result)
    {
        var text = OptionValue.TextOf(result);
        var named = text.StartsWith("localhost:", StringComparison.Ordinal) ? "127.0.0.1" + text["localhost".Length..] : text;
        if (named.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(named, out var address))
        {
            return address;
        }

        OptionValue.AddError(result, "an address and a port, as 127.0.0.1:9835");
        return DefaultAddress;
    }

    /// <summary>Serves until a signal arrives.</summary>
    public static int Run(LaunchOptions launch, IPEndPoint address)
    {
        using var listener = new TcpListener(address);
        try
        {
            listener.Start();
        }
        catch (SocketException error)
        {
            Console.Error.WriteLine($"gputop: {address}: {error.Message}; try: --listen 127.0.0.1:0");
            return ExitCodes.Unusable;
        }

        Console.Error.WriteLine($"gputop: metrics at http://{listener.LocalEndpoint}/metrics");
        AppState? latest = null;
        var hosts = new MetricsHosts(IPAddress.IsLoopback(address.Address), Environment.MachineName);
        var server = new MetricsServer(listener, hosts, () => FleetMetrics.Of(latest!.Fleet, latest.Now, latest.Interval));
        HeadlessRun.Run(
            launch,
            launch.AvailabilityLimits,
            launch.Settings.Interval,
            // A scrape before the first state waits for it: an empty answer would look like a fleet without servers.
            (states, _, _) => states.Do(state => latest = state).Do(TellWhereNoGpuIs()).Publish(
                seen => seen.TakeUntil(seen.Take(1).SelectMany(_ => Observable.FromAsync(server.RunAsync)))));
        return ExitCodes.Good;
    }

    // Once.
    private static Action<AppState> TellWhereNoGpuIs()
    {
        var isTold = false;
        return state =>
        {
            if (!isTold && NoGpuNotice.AppliesTo(state))
            {
                isTold = true;
                Console.Error.WriteLine($"gputop: {NoGpuNotice.Line}");
            }
        };
    }
}
