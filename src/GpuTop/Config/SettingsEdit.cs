using System.Collections.Immutable;
using System.Text;
using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>Changes of a settings file that keep the user's comments and order.</summary>
public static class SettingsEdit
{
    /// <summary>
    /// The file with further servers: in its list <c>servers</c>; where it has none, as further <c>[[server]]</c> tables; where it has
    /// neither, in a new list. Every other byte stays. Null when it has a mistake or would have one with them.
    /// </summary>
    /// <param name="utf8">The file.</param>
    /// <param name="hosts">Addresses that it does not name.</param>
    public static byte[]? AddServers(ReadOnlySpan<byte> utf8, ImmutableArray<string> hosts)
    {
        var before = SettingsFile.Parse(utf8, "");
        if (!before.Mistakes.IsEmpty)
        {
            return null;
        }

        var mark = utf8 is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var edit = new TomlEdit(Encoding.UTF8.GetString(utf8[mark..]));
        var changed = edit.ExtendList("servers", hosts)
            ?? (edit.HasTables("server") ? edit.AppendTables("server", "host", hosts) : edit.InsertLine(ServersLine(hosts)));
        byte[] bytes = [.. utf8[..mark], .. Encoding.UTF8.GetBytes(changed)];
        var after = SettingsFile.Parse(bytes, "");
        var isAdded = after.Mistakes.IsEmpty && Hosts(after).Order().SequenceEqual(Hosts(before).Concat(hosts).Order());
        return isAdded ? bytes : null;
    }

    /// <summary>The line that names the servers.</summary>
    public static string ServersLine(ImmutableArray<string> hosts) => $"servers = [{string.Join(", ", hosts.Select(TomlText.Quote))}]";

    private static IEnumerable<string> Hosts(LoadedSettings loaded) => loaded.Settings.Servers.Select(server => server.Host);
}
