using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>getent passwd</c>: lines <c>name:x:1001:1001:Alice Liddell,,,:/home/alice:/bin/sh</c>.</summary>
public static class Passwd
{
    /// <summary>The accounts; lines of another form (errors) are left out.</summary>
    public static Reading.Accounts Read(string text) => new([.. text.EachLine().Select(Account).OfType<Account>().Take(ListLimits.Others)]);

    private static Account? Account(string line) =>
        line.Split(':') is [var name, _, var id, _, var gecos, ..]
        && NotAvailableText.OrNull(name) is { } login && NumberParser.Digits(id) is { } number
            ? new Account(login, number, RealName(gecos, login))
            : null;

    // Office and telephone number follow the name after commas; & is the login name with a capital letter (passwd(5), finger(1)).
    private static string? RealName(string gecos, string login) =>
        NotAvailableText.OrNull(gecos.Split(',')[0])?.Replace("&", char.ToUpperInvariant(login[0]) + login[1..], StringComparison.Ordinal);
}
