using System.Globalization;
using System.Text;

namespace GpuTop.Effects;

/// <summary>A script of ours as a command for whatever login shell a user has on a server.</summary>
internal static class LoginShellEncoding
{
    private const string Plain = " #%+,-./:=@_";

    /// <summary>A command that every login shell (also fish and tcsh, where quotes and line feeds mean other things) reads as the same words, and
    /// <c>sh</c> turns back into the script. Standard input stays the terminal.</summary>
    public static string Command(string script)
    {
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(script))
        {
            var letter = (char)octet;
            _ = char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter)
                ? encoded.Append(letter)
                : encoded.Append(CultureInfo.InvariantCulture, $"\\0{Convert.ToString(octet, 8).PadLeft(3, '0')}");
        }

        return $"sh -c 'eval \"$(printf %b \"$1\")\"' sh '{encoded}'";
    }
}
