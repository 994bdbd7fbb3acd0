using System.Buffers;
using GpuTop.Model;

namespace GpuTop.Parse;

/// <summary>Parses the user's account and the host's names: lines <c>key=value</c>.</summary>
internal static class HostIdentity
{
    // The boot id becomes part of a shell command, so no other characters are accepted.
    private static readonly SearchValues<byte> BootDigits = SearchValues.Create("0123456789abcdef-"u8);

    /// <summary>The identity; null without a numeric user id, which decides which processes are the user's own.</summary>
    public static Reading.Identity? Read(ReadOnlySpan<byte> text)
    {
        int? userId = null;
        string? user = null, home = null, host = null, system = null, boot = null;
        while (FieldReader.TryTakeLine(ref text, out var line))
        {
            var key = FieldReader.TakeField(ref line, (byte)'=');
            switch (key)
            {
                case var _ when key.SequenceEqual("uid"u8):
                    userId = NumberParser.Digits(FieldReader.Trim(line));
                    break;
                case var _ when key.SequenceEqual("user"u8):
                    user = StringPool.OrNull(line);
                    break;
                case var _ when key.SequenceEqual("home"u8):
                    home = StringPool.OrNull(line);
                    break;
                case var _ when key.SequenceEqual("host"u8):
                    host = StringPool.OrNull(line);
                    break;
                case var _ when key.SequenceEqual("boot"u8):
                    boot = line.Length <= 64 && line.IndexOfAnyExcept(BootDigits) < 0 ? StringPool.OrNull(line) : null;
                    break;
                case var _ when key.SequenceEqual("sys"u8):
                    system = StringPool.OrNull(line);
                    break;
            }
        }

        // A uid without an entry in the user database has no name: `id -un` then prints the number or fails.
        return userId is { } id ? new Reading.Identity(user ?? id.ToString(), id, home, host) { System = system, BootId = boot } : null;
    }
}
