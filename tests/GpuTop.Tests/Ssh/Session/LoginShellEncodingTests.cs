using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class LoginShellEncodingTests
{
    private const string Head = "sh -c 'eval \"$(printf %b \"$1\")\"' sh '";

    [Fact]
    public void A_script_holds_nothing_that_any_login_shell_reads_otherwise() => Prop
        .ForAll<string>(script =>
        {
            var word = LoginShellEncoding.Command(script ?? "")[Head.Length..^1];
            return word.All(letter => char.IsAscii(letter) && !char.IsControl(letter) && !"'\"!`$*?[]{}<>|&;()~^".Contains(letter));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Sh_gets_the_script_back() => Prop
        .ForAll<string>(script =>
        {
            // Excludes lone surrogates, which have no encoding, and trailing line feeds, which $(...) removes.
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(script ?? "")).Replace("\0", "", StringComparison.Ordinal);
            return Decoded(LoginShellEncoding.Command(text)[Head.Length..^1]) == text;
        })
        .QuickCheckThrowOnFailure();

    private static string Decoded(string word)
    {
        var octets = new List<byte>();
        for (var at = 0; at < word.Length; at++)
        {
            if (word[at] == '\\')
            {
                octets.Add(Convert.ToByte(word.Substring(at + 2, 3), 8));
                at += 4;
            }
            else
            {
                octets.Add((byte)word[at]);
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
