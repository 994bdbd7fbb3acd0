using System.Text;
using GpuTop.TerminalDriver;

namespace GpuTop.Cli;

/// <summary>Standard output and standard error of a terminal that shows ASCII only.</summary>
internal static class ConsoleText
{
    /// <summary>Replaces other characters from now on, unless the terminal shows them; call it once. JSON and other data go to the stream
    /// below and stay as they are.</summary>
    public static void Use(bool isUtf8)
    {
        if (!isUtf8)
        {
            Console.SetOut(new AsciiWriter(Console.Out));
            Console.SetError(new AsciiWriter(Console.Error));
        }
    }

    /// <summary>A writer that replaces each character by the nearest of ASCII.</summary>
    internal sealed class AsciiWriter(TextWriter output) : TextWriter
    {
        private char _high;

        public override Encoding Encoding => output.Encoding;

        public override void Write(char value)
        {
            if (char.IsHighSurrogate(value))
            {
                _high = value;
                return;
            }

            var glyph = char.IsLowSurrogate(value) && _high != '\0' ? char.ConvertToUtf32(_high, value) : value;
            _high = '\0';
            output.Write((char)AsciiGlyphs.Of(glyph));
        }

        public override void Write(string? value)
        {
            if (value is not null && Ascii.IsValid(value))
            {
                output.Write(value);
                return;
            }

            foreach (var letter in value ?? "")
            {
                Write(letter);
            }
        }

        public override void WriteLine(string? value)
        {
            Write(value);
            Write(NewLine);
        }

        public override void Flush() => output.Flush();
    }
}
