using System.Collections.Immutable;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses <c>getent passwd</c>: lines <c>name:x:1001:1001:Alice Liddell,,,:/home/alice:/bin/sh</c>.</summary>
public static class Passwd
{
    /// <summary>The accounts; lines of another form (errors) are left out.</summary>
    public static Reading.Accounts Read(ReadOnlySpan<byte> text)
    {
        var accounts = ImmutableArray.CreateBuilder<Account>();
        while (accounts.Count < Limits.Others && FieldReader.TryTakeLine(ref text, out var line))
        {
            var name = FieldReader.TakeField(ref line, (byte)':');
            FieldReader.TakeField(ref line, (byte)':');
            var id = NumberParser.Digits(FieldReader.TakeField(ref line, (byte)':'));
            FieldReader.TakeField(ref line, (byte)':');
            if (StringPool.OrNull(name) is { } login && id is { } number)
            {
                accounts.Add(new Account(login, number, RealName(FieldReader.TakeField(ref line, (byte)':'), login)));
            }
        }

        return new Reading.Accounts(accounts.ToImmutable());
    }

    // Office and telephone number follow the name after commas; & is the login name with a capital letter (passwd(5), finger(1)).
    private static string? RealName(ReadOnlySpan<byte> gecos, string login) =>
        StringPool.OrNull(FieldReader.TakeField(ref gecos, (byte)',')) is { Length: > 0 } name
            ? name.Replace("&", char.ToUpperInvariant(login[0]) + login[1..], StringComparison.Ordinal)
            : null;
}
