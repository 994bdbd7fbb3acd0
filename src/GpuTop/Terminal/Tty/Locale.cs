namespace GpuTop.Terminal;

/// <summary>What the locale tells about the terminal.</summary>
public static class Locale
{
    /// <summary>True when the terminal's characters are UTF-8: by LC_ALL, else LC_CTYPE, else LANG (POSIX, 8.2); an empty one
    /// counts as not set. Where none is set the locale is "C", and only ASCII is safe.</summary>
    /// <param name="variable">Value of an environment variable, null when it is not set.</param>
    public static bool IsUtf8(Func<string, string?> variable)
    {
        string[] names = ["LC_ALL", "LC_CTYPE", "LANG"];
        var locale = names.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "C";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
    }
}
