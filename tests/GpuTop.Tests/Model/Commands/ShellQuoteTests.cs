using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GpuTop.Model;

namespace GpuTop.Tests.Model;

public sealed class ShellQuoteTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("work", "'work'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$(touch x); a\nb", "'$(touch x); a\nb'")]
    [InlineData("a\0b", "'ab'")]
    public void Plain_words_are_not_quoted(string word, string quoted) => Assert.Equal(quoted, ShellQuote.Quote(word));

    [Fact]
    public void Shells_unquote_to_the_original_text() => Check.QuickThrowOnFailure(Prop.ForAll<string?>(text =>
        Read(ShellQuote.Quote(text ?? "")) == (text ?? "").Replace("\0", "", StringComparison.Ordinal)));

    /// <summary>Unquoting by POSIX 2.2.1 and 2.2.2: a backslash preserves the next character, single quotes preserve all up to the next;
    /// null for any other syntax.</summary>
    private static string? Read(string quoted)
    {
        var word = new StringBuilder();
        for (var index = 0; index < quoted.Length; index++)
        {
            if (quoted[index] == '\\')
            {
                word.Append(quoted[++index]);
            }
            else if (quoted[index] == '\'' && quoted.IndexOf('\'', index + 1) is > 0 and var end)
            {
                word.Append(quoted, index + 1, end - index - 1);
                index = end;
            }
            else
            {
                return null;
            }
        }

        return word.ToString();
    }
}
