using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>Colours of a percentage: the brightness of one hue, or from green over yellow to red in the rainbow palette.</summary>
/// <param name="Yellow">Percentage from which it is yellow, where colours have thresholds.</param>
/// <param name="Red">Percentage from which it is red, where colours have thresholds.</param>
/// <param name="Colors">The theme.</param>
internal readonly record struct LoadColors(double Yellow, double Red, ThemeColors Colors)
{
    // A bar is drawn anew only when its load changes by a step.
    private const int Steps = 8;

    /// <summary>Whether the thresholds count in every palette.</summary>
    public bool IsWarning { get; init; }

    private bool HasThresholds => IsWarning || Colors.IsRainbow;

    /// <summary>Whether the colour changes along a bar; else a bar has the colour of its length.</summary>
    public bool IsGradient => Colors.IsRainbow;

    /// <summary>The colour of a bar of that length.</summary>
    public Color Of(double percent) =>
        HasThresholds && percent >= Red ? Colors.Red
        : HasThresholds && percent >= Yellow ? Colors.Yellow
        : Colors.IsRainbow ? Colors.Green
        : Mix(Colors.LowLoad, Colors.HighLoad, Math.Round(Math.Clamp(percent, 0, 100) * Steps / 100) / Steps);

    /// <summary>The colour of a position on a bar or a chart.</summary>
    public Color At(double percent) =>
        !Colors.IsRainbow ? Of(percent)
        : percent <= Yellow ? Mix(Colors.Green, Colors.Yellow, percent / Math.Max(1, Yellow))
        : Mix(Colors.Yellow, Colors.Red, Math.Min(1, (percent - Yellow) / Math.Max(1, Red - Yellow)));

    /// <summary>The style of the number.</summary>
    public Style Number(double percent) =>
        HasThresholds && (percent >= Yellow || Colors.IsRainbow) ? Style.Of(Of(percent)) : Theme.Text;

    private static Color Mix(Color from, Color to, double share) => Color.Rgb(
        Mix(from.Red, to.Red, share),
        Mix(from.Green, to.Green, share),
        Mix(from.Blue, to.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
