using System.Net;

namespace GpuTop.Cli;

/// <summary>Values of the <c>Host</c> header under which metrics are served: addresses, and names that only this machine has.</summary>
/// <param name="isLoopback">Whether it listens where only this machine can connect.</param>
/// <param name="machine">Name of this machine, with or without a domain.</param>
internal sealed class MetricsHosts(bool isLoopback, string machine)
{
    private const string Header = "Host:";

    /// <summary>Whether a request is for this machine; one without the header comes from no browser.</summary>
    /// <param name="headers">The lines of its head after the first.</param>
    public bool Accepts(IEnumerable<string> headers)
    {
        var hosts = headers.Where(line => line.StartsWith(Header, StringComparison.OrdinalIgnoreCase)).Select(line => line[Header.Length..].Trim()).ToList();
        return hosts.Count == 0 || (hosts.Count == 1 && IsOurs(WithoutPort(hosts[0])));
    }

    private bool IsOurs(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && (!isLoopback || IPAddress.IsLoopback(address)))
        || (!isLoopback && FirstLabel(host).Equals(FirstLabel(machine), StringComparison.OrdinalIgnoreCase));

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon >= 0 && !host.EndsWith(']') ? host[..colon] : host;
        return name is ['[', .. var address, ']'] ? address : name;
    }

    private static string FirstLabel(string host) => host.Split('.')[0];
}
