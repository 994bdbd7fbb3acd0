using System.Collections.Immutable;
using System.Text;
using GpuTop.Config.Toml;

namespace GpuTop.Config;

/// <summary>Edits of a settings file that preserve comments and order.</summary>
public static class SettingsEdit
{
    /// <summary>
    /// Adds servers to a file: to its list <c>servers</c>, else as <c>[[server]]</c> tables if it has such tables, else in a new list. All
    /// other bytes are preserved. Null when the file has a mistake before or after.
    /// </summary>
    /// <param name="utf8">Content of the file.</param>
    /// <param name="hosts">Addresses that are not in the file.</param>
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

    /// <summary>Returns the line with the list of servers.</summary>
    public static string ServersLine(ImmutableArray<string> hosts) => $"servers = [{string.Join(", ", hosts.Select(TomlText.Quote))}]";

    private static IEnumerable<string> Hosts(LoadedSettings loaded) => loaded.Settings.Servers.Select(server => server.Host);
}
