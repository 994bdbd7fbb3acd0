using GpuTop.Model;

namespace GpuTop.Config;

/// <summary>Words of a settings file for enum values, in the order of messages.</summary>
internal static class SettingWords
{
    public static readonly IReadOnlyDictionary<string, ColorSetting> Colors = new Dictionary<string, ColorSetting>
    {
        ["auto"] = ColorSetting.Auto,
        ["truecolor"] = ColorSetting.Truecolor,
        ["256"] = ColorSetting.Colors256,
        ["16"] = ColorSetting.Colors16,
        ["none"] = ColorSetting.None,
    };

    public static readonly IReadOnlyDictionary<string, DensitySetting> Densities = Of<DensitySetting>();

    public static readonly IReadOnlyDictionary<string, AttachSetting> AttachPlaces = Of<AttachSetting>();

    public static readonly IReadOnlyDictionary<string, CommandPlace> CommandPlaces = Of<CommandPlace>();

    public static readonly IReadOnlyDictionary<string, AlertKind> AlertKinds = Of<AlertKind>();

    public static readonly IReadOnlyDictionary<string, AlertChannels> AlertChannels =
        Of<AlertChannels>().Where(word => word.Value != Model.AlertChannels.None).ToDictionary();

    public static readonly IReadOnlyDictionary<string, TunnelScheme> Schemes = Of<TunnelScheme>();

    /// <summary>Names of the values in kebab case, <c>gpu-free</c> for <c>GpuFree</c>.</summary>
    private static Dictionary<string, T> Of<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
}
