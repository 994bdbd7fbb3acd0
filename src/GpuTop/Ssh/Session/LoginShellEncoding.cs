using System.Globalization;
using System.Text;

namespace GpuTop.Ssh;

/// <summary>A script as a command for any login shell.</summary>
internal static class LoginShellEncoding
{
    private const string Plain = " #%+,-./:=@_";

    /// <summary>A command that every login shell splits into the same words (fish and tcsh treat quotes and line feeds differently) and
    /// that <c>sh</c> decodes into the script; standard input stays the terminal.</summary>
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
