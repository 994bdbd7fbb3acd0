using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Config;

/// <summary>Server of the fleet; <c>~/.ssh/config</c> configures the connection.</summary>
/// <param name="Name">Display name, unique in the fleet.</param>
/// <param name="Host">Destination for ssh: an alias, <c>user@host</c> or <c>ssh://user@host:port</c>; or <c>local</c>. Never starts
/// with a hyphen.</param>
public sealed record ServerSetting(string Name, string Host)
{
    /// <summary>
    /// Characters that are not part of host names; ssh refuses them since 9.6 because ProxyCommand and Match exec pass them to a shell.
    /// </summary>
    private const string ForbiddenCharacters = "'`\"$;&<>|(){},";

    /// <summary>The client that connects to it; null for that of <see cref="Settings.Ssh"/>. <c>ssh</c>.</summary>
    public SshChoice? Ssh { get; init; }

    /// <summary>Whether this is the machine gputop runs on.</summary>
    public bool IsLocal => Host == Server.LocalHost;

    /// <summary>
    /// Servers named on the command line: configured ones by name, others as addresses with their host name as name, or the whole
    /// argument when two host names are equal. Invalid addresses and duplicates are mistakes.
    /// </summary>
    public static (ImmutableArray<ServerSetting> Servers, ImmutableArray<Mistake> Mistakes) FromArguments(
        IReadOnlyList<string> arguments, ImmutableArray<ServerSetting> configured)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var mistakes = arguments.Select(AddressProblem).OfType<string>()
            .Concat(arguments.GroupBy(a => a).Where(g => g.Count() > 1).Select(g => $"server {Mistake.Quote(g.Key)} is named twice"))
            .Select(text => new Mistake(null, null, null, text));
        var servers = arguments.Where(a => AddressProblem(a) is null).Distinct()
            .Select(a => configured.FirstOrDefault(s => s.Name == a) ?? new(NameOf(a), a))
            .ToList();
        var shared = servers.GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return ([.. servers.Select(s => shared.Contains(s.Name) ? s with { Name = s.Host } : s)], [.. mistakes]);
    }

    /// <summary>Reason why a text is no valid server address; null when it is valid.</summary>
    internal static string? AddressProblem(string host)
    {
        var (user, name) = Parts(host);
        return host.Length == 0 ? "a server's address must not be empty"
            : host.StartsWith('-') || user.StartsWith('-') || name.StartsWith('-')
                ? $"a server's address must not begin with a hyphen, which ssh takes for an option: {Mistake.Quote(host)}"
            : host.Any(char.IsControl) ? $"a server's address must not hold control characters: {Mistake.Quote(host)}"
            : host.Any(char.IsWhiteSpace) ? $"a server's address must not hold blanks: {Mistake.Quote(host)}"
            : host.FirstOrDefault(ForbiddenCharacters.Contains) is var c and not '\0'
                ? $"a server's address must not hold {c} : {Mistake.Quote(host)}"
            : name.Length == 0 ? $"a server's address needs a host: {Mistake.Quote(host)}"
            : null;
    }

    /// <summary>Host of an address: <c>gpu02</c> for <c>ssh://alice@gpu02:2222</c>.</summary>
    internal static string NameOf(string host) => Parts(host).Host;

    private static (string User, string Host) Parts(string host)
    {
        const string scheme = "ssh://";
        var isUri = host.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
        var rest = isUri ? host[scheme.Length..].TrimEnd('/') : host;
        var at = rest.LastIndexOf('@');
        var (user, name) = (rest[..Math.Max(0, at)], rest[(at + 1)..]);
        var port = isUri ? name.LastIndexOf(':') : -1;
        return (user, port > name.LastIndexOf(']') ? name[..port] : name);
    }
}
