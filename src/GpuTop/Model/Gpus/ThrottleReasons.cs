namespace GpuTop.Model;

/// <summary>Why a GPU's clocks are held down: the bits of NVML's <c>nvmlClocksEventReasons</c>.</summary>
[Flags]
public enum ThrottleReasons : ulong
{
    /// <summary>Nothing holds the clocks down.</summary>
    None = 0,

    /// <summary>Nothing runs; the clocks rest.</summary>
    GpuIdle = 0x1,

    /// <summary>Somebody set the application clocks.</summary>
    ApplicationClocks = 0x2,

    /// <summary>The power limit in force.</summary>
    PowerCap = 0x4,

    /// <summary>Hardware slowdown: temperature, power brake or fast drop of the supply.</summary>
    HardwareSlowdown = 0x8,

    /// <summary>Kept in step with other GPUs of a sync boost group.</summary>
    SyncBoost = 0x10,

    /// <summary>Software thermal slowdown: the driver lowers the clocks because of temperature.</summary>
    SoftwareThermal = 0x20,

    /// <summary>Hardware thermal slowdown: far too hot.</summary>
    HardwareThermal = 0x40,

    /// <summary>External power brake: the server's power supply asks for less.</summary>
    PowerBrake = 0x80,

    /// <summary>Clocks of the display.</summary>
    DisplayClocks = 0x100,
}
