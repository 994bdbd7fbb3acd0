using GpuTop.Cli;

namespace GpuTop.Tests.Cli;

public sealed class ConsoleTextTests
{
    [Theory]
    [InlineData("65°C – × …", "65'C - x ~")]
    [InlineData("é日👍", "???")]
    [InlineData("plain\n", "plain\n")]
    public void A_terminal_of_ASCII_gets_the_nearest_of_it(string text, string shown) => Check(text, shown);

    // Not as data of a theory: attributes are stored as UTF-8, which has no halves of a pair.
    [Fact]
    public void Halves_of_a_surrogate_pair_do_no_harm()
    {
        Check("\ud83d", "");
        Check("\udc4d!", "?!");
        Check("\ud83dx", "x");
    }

    private static void Check(string text, string shown)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var ascii = new ConsoleText.AsciiWriter(output) { NewLine = "\n" };

        ascii.Write(text);
        ascii.WriteLine();
        ascii.WriteLine(text);
        ascii.WriteLine($"{text}{1}");

        Assert.Equal($"{shown}\n{shown}\n{shown}1\n", output.ToString());
    }
}
