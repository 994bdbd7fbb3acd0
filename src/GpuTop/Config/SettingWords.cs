using GpuTop.TerminalDriver;

namespace GpuTop.Config;

/// <summary>Words of settings that are not the names of their values.</summary>
internal static class SettingWords
{
    public static readonly Dictionary<string, ColorDepth> ColorDepths = new()
    {
        ["truecolor"] = ColorDepth.TrueColor,
        ["256"] = ColorDepth.Ansi256,
        ["16"] = ColorDepth.Ansi16,
        ["none"] = ColorDepth.None,
    };

    public static readonly Dictionary<string, bool> AttachPlaces = new() { ["here"] = false, ["window"] = true };

    public static readonly Dictionary<string, SshChoice> SshClients = new()
    {
        ["auto"] = SshChoice.Auto,
        ["openssh"] = SshChoice.OpenSsh,
        ["builtin"] = SshChoice.Builtin,
    };
}
