using System.Net;

namespace GpuTop.Cli;

/// <summary>Accepted values of the <c>Host</c> header: addresses and names of this machine, against DNS rebinding.</summary>
/// <param name="isLoopback">Whether the server listens on a loopback address.</param>
/// <param name="machine">Name of this machine, with or without a domain.</param>
internal sealed class MetricsHosts(bool isLoopback, string machine)
{
    private const string Header = "Host:";

    /// <summary>Whether a request is for this machine; one without the header is accepted, since every browser sends it.</summary>
    /// <param name="headers">Header lines of the request.</param>
    public bool Accepts(IEnumerable<string> headers)
    {
        var hosts = headers.Where(line => line.StartsWith(Header, StringComparison.OrdinalIgnoreCase))
            .Select(line => line[Header.Length..].Trim())
            .ToList();
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
