using System.Collections.Immutable;
using System.Globalization;

namespace GpuTop.Ssh;

/// <summary>Reads the destination from the settings of ssh: lines of a keyword in lower case and its value, as <c>ssh -G</c> prints
/// them.</summary>
internal static class SshDestinationParser
{
    /// <summary>The login methods of the built-in client, in the default order of ssh.</summary>
    public static readonly ImmutableArray<string> KnownMethods = ["publickey", "keyboard-interactive", "password"];

    private static readonly ImmutableArray<string> DefaultKeys = ["~/.ssh/id_rsa", "~/.ssh/id_ecdsa", "~/.ssh/id_ed25519"];
    private const string DefaultPort = "22";

    /// <summary>The destination.</summary>
    /// <param name="settings">The lines.</param>
    /// <param name="host">The destination as the user gave it.</param>
    /// <param name="environment">Variables of the environment.</param>
    public static SshDestination Parse(string settings, string host, Func<string, string?> environment)
    {
        var values = SshSettingsText.Values(settings);
        var hostName = One(values, "hostname") ?? ServerNameOf(host);
        var port = One(values, "port") ?? DefaultPort;
        var user = One(values, "user") ?? Environment.UserName;
        var tokens = new Dictionary<char, string>
        {
            ['%'] = "%",
            ['d'] = Home,
            ['h'] = hostName,
            ['n'] = ServerNameOf(host),
            ['p'] = port,
            ['r'] = user,
            ['u'] = Environment.UserName,
        };
        return new SshDestination(host, hostName, int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture), user)
        {
            IdentityFiles = Files("identityfile") is { IsEmpty: false } files ? files : [.. DefaultKeys.Select(PathOf)],
            CertificateFiles = Files("certificatefile"),
            UserKnownHostsFiles = Lists("userknownhostsfile") is { IsEmpty: false } known
                ? known
                : [PathOf("~/.ssh/known_hosts"), PathOf("~/.ssh/known_hosts2")],
            GlobalKnownHostsFiles = Lists("globalknownhostsfile") is { IsEmpty: false } known2 ? known2 : ["/etc/ssh/ssh_known_hosts"],
            HashesKnownHosts = One(values, "hashknownhosts") == "yes",
            HostKeyAlias = One(values, "hostkeyalias"),
            UnknownHostKeys = One(values, "stricthostkeychecking") switch
            {
                "yes" or "true" => UnknownHostKeyPolicy.Refuse,
                "no" or "off" or "false" or "accept-new" => UnknownHostKeyPolicy.Accept,
                _ => UnknownHostKeyPolicy.Ask,
            },
            AgentSocket = AgentOf(values["identityagent"].FirstOrDefault(), environment, PathOf),
            Algorithms = new SshAlgorithms(
                SshAlgorithms.List(One(values, "ciphers"), SshAlgorithms.Usual.Ciphers),
                SshAlgorithms.List(One(values, "macs"), SshAlgorithms.Usual.Macs),
                SshAlgorithms.List(One(values, "kexalgorithms"), SshAlgorithms.Usual.KeyExchanges)),
            IdentitiesOnly = One(values, "identitiesonly") == "yes",
            Methods = MethodsOf(values),
            Jumps = [.. SshSettingsText.Jumps(values).Select(Expanded)],
            Unsupported = UnsupportedIn(values),
        };

        ImmutableArray<string> Files(string key) => [.. values[key].Select(Unquoted).Where(SshSettingsText.IsSet).Select(PathOf)];

        ImmutableArray<string> Lists(string key) =>
        [
            .. values[key].Take(1)
                .SelectMany(list => list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(SshSettingsText.IsSet)
                .Select(PathOf),
        ];

        string PathOf(string path)
        {
            var absolute = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Home + path[1..] : path;
            return Expanded(absolute);
        }

        string Expanded(string text) => SshSettingsText.Expand(text, tokens);
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    // Of user@host and ssh://user@host:port.
    private static string ServerNameOf(string host) => JumpHost.Parse(host).Host;

    private static string Unquoted(string value) => value is ['"', .. var inside, '"'] ? inside : value;

    private static string? One(ILookup<string, string> values, string key) =>
        SshSettingsText.One(values, key) is { } value ? Unquoted(value) : null;

    private static ImmutableArray<string> MethodsOf(ILookup<string, string> values)
    {
        var preferred = One(values, "preferredauthentications")?.Split(',') ?? [.. KnownMethods];
        return [.. preferred.Where(method => KnownMethods.Contains(method) && !IsOff(method))];

        bool IsOff(string method) => method switch
        {
            "publickey" => One(values, "pubkeyauthentication") is "no" or "false",
            "keyboard-interactive" => One(values, "kbdinteractiveauthentication") == "no",
            _ => One(values, "passwordauthentication") == "no",
        };
    }

    // ssh_config(5), IdentityAgent: a path, "none", or the name of a variable that holds the path.
    private static string? AgentOf(string? setting, Func<string, string?> environment, Func<string, string> pathOf) => setting switch
    {
        "none" => null,
        null or "" or "SSH_AUTH_SOCK" => environment("SSH_AUTH_SOCK") is { Length: > 0 } socket ? socket : null,
        ['$', .. var name] => environment(name.Trim('{', '}')),
        _ => pathOf(Unquoted(setting)),
    };

    private static string? UnsupportedIn(ILookup<string, string> values) =>
        One(values, "proxycommand") is not null ? "ProxyCommand"
        : One(values, "pkcs11provider") is not null ? "PKCS11Provider"
        : null;
}
