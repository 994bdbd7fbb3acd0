using System.CommandLine.Parsing;
using GpuTop.Config;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>Values of options; a value that can't be read is an error that names the option.</summary>
internal static class OptionValue
{
    /// <summary>Parses a value with a function that returns null for an invalid one.</summary>
    /// <param name="result">The value.</param>
    /// <param name="parse">The function.</param>
    /// <param name="wanted">Description of valid values, as "a number from 1".</param>
    public static T Read<T>(ArgumentResult result, Func<string, T?> parse, string wanted)
        where T : struct
    {
        if (parse(TextOf(result)) is { } value)
        {
            return value;
        }

        AddError(result, wanted);
        return default;
    }

    /// <summary>Parses a length of time: a number of seconds, or a text as 30s or 1h30m.</summary>
    public static TimeSpan? ReadTime(ArgumentResult result) =>
        Read(result, Duration.ParseArgument, PlacementInput.TimeForm);

    /// <summary>Text of the value; empty without one.</summary>
    public static string TextOf(ArgumentResult result) => result.Tokens is [.., var last] ? last.Value : "";

    /// <summary>Adds the error of an invalid value.</summary>
    public static void AddError(ArgumentResult result, string wanted)
    {
        var name = result.Parent is OptionResult { Option.Name: var option } ? option : result.Argument.Name;
        result.AddError($"{name}: {Mistake.Quote(TextOf(result))} is not {wanted}");
    }
}
