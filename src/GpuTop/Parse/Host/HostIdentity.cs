using System.Text.RegularExpressions;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the user's account and the host's names: lines <c>key=value</c>.</summary>
internal static partial class HostIdentity
{
    /// <summary>The identity; null without a numeric user id, which decides which processes are the user's own.</summary>
    public static Reading.Identity? Read(string text)
    {
        var values = new Dictionary<string, string>();
        foreach (var line in text.EachLine())
        {
            if (line.Split('=', 2) is [var key, var value] && NotAvailableText.OrNull(value) is { } known)
            {
                values[key.Trim()] = known;
            }
        }

        if (NumberParser.Digits(values.GetValueOrDefault("uid")) is not { } id)
        {
            return null;
        }

        // A uid without an entry in the user database has no name: `id -un` then prints the number or fails.
        var user = values.GetValueOrDefault("user", id.ToString());
        return new Reading.Identity(user, id, values.GetValueOrDefault("home"), values.GetValueOrDefault("host"))
        {
            System = values.GetValueOrDefault("sys"),
            BootId = values.GetValueOrDefault("boot") is { } boot && BootId().IsMatch(boot) ? boot : null,
        };
    }

    // The boot id becomes part of a shell command, so no other characters are accepted.
    [GeneratedRegex(@"^[0-9a-f-]{1,64}\z")]
    private static partial Regex BootId();
}
