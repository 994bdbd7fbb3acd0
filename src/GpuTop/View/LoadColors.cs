using GpuTop.Terminal;

namespace GpuTop.View;

/// <summary>From green over yellow to red.</summary>
/// <param name="Yellow">Percent from which on it is yellow.</param>
/// <param name="Red">Percent from which on it is red.</param>
internal readonly record struct LoadColors(double Yellow, double Red)
{
    /// <summary>The colour of a number: one of three.</summary>
    public Color Of(double percent) => percent >= Red ? Theme.Red : percent >= Yellow ? Theme.Yellow : Theme.Green;

    /// <summary>The colour of a place on a bar: it turns slowly.</summary>
    public Color At(double percent) => percent <= Yellow
        ? Mix(Theme.Green, Theme.Yellow, percent / Math.Max(1, Yellow))
        : Mix(Theme.Yellow, Theme.Red, Math.Min(1, (percent - Yellow) / Math.Max(1, Red - Yellow)));

    private static Color Mix(Color from, Color to, double share) => Color.Rgb(
        Mix(from.Red, to.Red, share),
        Mix(from.Green, to.Green, share),
        Mix(from.Blue, to.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
