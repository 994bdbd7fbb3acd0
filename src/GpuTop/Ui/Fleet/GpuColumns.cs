using GpuTop.TerminalDriver;

namespace GpuTop.Ui;

/// <summary>The columns of the lines of GPUs; wider lines have more of them.</summary>
/// <param name="Line">The line.</param>
/// <param name="HasFans">Whether there is a column for the fan.</param>
internal readonly record struct GpuColumns(Rect Line, bool HasFans)
{
    /// <summary>Columns of used and total memory.</summary>
    public const int MemoryWidth = 10;

    /// <summary>Columns of a percentage.</summary>
    public const int PercentWidth = 5;

    /// <summary>Columns of the temperature.</summary>
    public const int TemperatureWidth = 4;

    /// <summary>Columns of the power, with or without its limit.</summary>
    public static int PowerWidthOf(bool withLimit) => withLimit ? 9 : 5;

    /// <summary>Columns of the clock.</summary>
    public const int ClockWidth = 7;

    /// <summary>Columns of the fan's speed.</summary>
    public const int FanWidth = 4;

    // Narrower lines have neither temperature nor power.
    private const int FiguresFrom = 60;
    private const int MemoryBarFrom = 100;
    private const int MemoryBarWidth = 10;
    private const int ChartFrom = 120;
    private const int ClockFrom = 150;
    private const int NarrowestChart = 20;
    private const int WidestChart = 60;

    /// <summary>Columns of the bar of utilization.</summary>
    public int BarWidth => Line.Width < 72 ? 5 : 10;

    /// <summary>The index, right-aligned in three columns.</summary>
    public int Index => Line.X + 1;

    /// <summary>The bar of utilization; its percentage follows.</summary>
    public int Bar => Line.X + 5;

    /// <summary>The percentage.</summary>
    public int Percent => Bar + BarWidth;

    /// <summary>The bar of memory.</summary>
    public Rect MemoryBar => new(Percent + PercentWidth + 1, Line.Y, Line.Width >= MemoryBarFrom ? MemoryBarWidth : 0, 1);

    /// <summary>The used and the total memory.</summary>
    public int Memory => MemoryBar.IsEmpty ? MemoryBar.X : MemoryBar.Right + 1;

    /// <summary>Whether temperature and power are shown.</summary>
    public bool HasFigures => Line.Width >= FiguresFrom;

    /// <summary>The temperature.</summary>
    public int Temperature => Memory + MemoryWidth + 1;

    /// <summary>The power.</summary>
    public int Power => Temperature + TemperatureWidth + 1;

    /// <summary>Whether the limit of the power is shown.</summary>
    public bool HasPowerLimit => Line.Width >= ChartFrom;

    /// <summary>Columns of the power.</summary>
    public int PowerWidth => PowerWidthOf(HasPowerLimit);

    /// <summary>Whether the clock is shown.</summary>
    public bool HasClock => Line.Width >= ClockFrom;

    /// <summary>The clock.</summary>
    public int Clock => Power + PowerWidth + 2;

    /// <summary>Whether the fan's speed is shown.</summary>
    public bool HasFan => HasClock && HasFans;

    /// <summary>The fan's speed, where it is shown.</summary>
    public int Fan => Clock + ClockWidth + 2;

    /// <summary>The chart of utilization; empty on narrow lines.</summary>
    public Rect Chart => new(
        !HasFigures ? Temperature : !HasClock ? Clock : HasFans ? Fan + FanWidth + 2 : Fan,
        Line.Y,
        Line.Width < ChartFrom ? 0 : Math.Clamp(NarrowestChart + ((Line.Width - ClockFrom) / 2), NarrowestChart, WidestChart),
        1);

    /// <summary>State, users and duration.</summary>
    public Rect Status
    {
        get
        {
            var x = Chart.IsEmpty ? Chart.X : Chart.Right + 2;
            return Line with { X = x, Width = Line.Right - x - 1 };
        }
    }
}
