using System.CommandLine;
using GpuTop.Model;

namespace GpuTop.Cli;

/// <summary>The commands <c>free</c> and <c>wait</c> with their options.</summary>
internal static class FindOptions
{
    private static readonly Option<int> Gpus = new("--gpus")
    {
        Description = "how many, on one server",
        HelpName = "N",
        CustomParser = result => OptionValue.Read(result, PlacementInput.Count, PlacementInput.CountForm),
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int?> Memory = new("--mem")
    {
        Description = "memory that must be free on each, as 20G or 800M",
        HelpName = "size",
        CustomParser = result => OptionValue.Read(result, MemorySize.Parse, PlacementInput.MemoryForm),
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "part of the model's name, as A100; or a pattern with * and ?",
        HelpName = "model",
    };

    private static readonly Option<string?> ServerGlob = new("--server")
    {
        Description = "only on servers whose name matches, * and ? as in a shell",
        HelpName = "pattern",
    };

    private static readonly Option<bool> Share = new("--share")
    {
        Description = "also GPUs in use with room for another job: enough memory, utilization below 50%",
    };

    private static readonly Option<bool> AsEnvironment = new("--env")
    {
        Description = "as lines for a shell: CUDA_VISIBLE_DEVICES of the best place",
    };

    private static readonly Option<TimeSpan?> For = new("--for")
    {
        Description = "how long a GPU must have been free, as 30s; a number is seconds [default: free_after of the configuration, 10s]",
        HelpName = "time",
        CustomParser = OptionValue.ReadTime,
    };

    private static readonly Option<TimeSpan?> Timeout = new("--timeout")
    {
        Description = "when to give up, as 8h, with exit code 1; a number is seconds [default: never]",
        HelpName = "time",
        CustomParser = OptionValue.ReadTime,
    };

    /// <summary>The commands.</summary>
    /// <param name="servers">The argument that names servers.</param>
    /// <param name="json">The option for JSON.</param>
    /// <param name="start">Runs a command with the launch options.</param>
    public static Command[] Commands(
        Argument<string[]> servers, Option<bool> json, Func<ParseResult, Func<LaunchOptions, int>, int> start)
    {
        var free = new Command("free", "where GPUs are free now, best place first; exit code 1 when nowhere, 2 when nothing could be asked")
        {
            servers, Gpus, Memory, Model, ServerGlob, Share, json, AsEnvironment,
        };
        free.SetAction(result => start(result, launch => FindCommand.Free(launch, RequestOf(result), FormatOf(result, json))));

        var wait = new Command(
            "wait", "wait until GPUs are free, then print where; exit code 1 at the timeout, 2 when nothing can be asked")
        {
            servers, Gpus, Memory, Model, ServerGlob, Share, For, Timeout, json, AsEnvironment,
        };
        wait.SetAction(result => start(result, launch => FindCommand.Wait(
            launch, RequestOf(result), FormatOf(result, json), result.GetValue(For), result.GetValue(Timeout))));
        foreach (var command in new[] { free, wait })
        {
            command.Validators.Add(result =>
            {
                if (result.GetValue(json) && result.GetValue(AsEnvironment))
                {
                    result.AddError("--json and --env exclude each other");
                }
            });
        }

        return [free, wait];
    }

    private static PlacementRequest RequestOf(ParseResult result) => new(
        result.GetValue(Gpus), result.GetValue(Memory), result.GetValue(Model), result.GetValue(ServerGlob), result.GetValue(Share));

    private static FindFormat FormatOf(ParseResult result, Option<bool> json) =>
        result.GetValue(json) ? FindFormat.Json : result.GetValue(AsEnvironment) ? FindFormat.Environment : FindFormat.Text;
}
