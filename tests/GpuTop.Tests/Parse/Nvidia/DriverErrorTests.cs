using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class DriverErrorTests
{
    private const string Folder = "recordings/nvidia-smi/failures";

    [Theory]
    [InlineData("bash: line 1: nvidia-smi: command not found")]
    [InlineData("ash: nvidia-smi: not found")]
    [InlineData("dash: 1: nvidia-smi: not found")]
    [InlineData("env: ‘nvidia-smi’: No such file or directory")]
    [InlineData("fish: Unknown command: nvidia-smi\nfish: \nnvidia-smi -L\n^~~~~~~~~^")]
    [InlineData("nvidia-smi: Command not found.")]
    [InlineData("zsh:1: command not found: nvidia-smi")]
    [InlineData("sh: 1: /usr/bin/nvidia-smi: not found")]
    public void Every_shell_says_in_its_own_way_that_there_is_no_nvidia_smi(string text) =>
        Assert.Equal("nvidia-smi: not found", Words(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n  something else.  \n", "something else")]
    [InlineData("bash: line 1: ./noexec: Permission denied", "./noexec: Permission denied")]
    [InlineData("warning: odd\nNo devices were found\n", "No devices were found")]
    public void Anything_else_is_its_first_known_sentence_or_its_first_line(string text, string words) =>
        Assert.Equal(words, Words(text));

    [RequiresFact(Needs.Recordings)]
    public void Every_recorded_failure_is_said_in_the_drivers_words()
    {
        var expected = new Dictionary<string, string?>
        {
            ["device-handle-glued-bus-id.txt"] = null,
            ["device-handle-no-bus-id.txt"] = null,
            ["device-handle-unknown-error-then-no-devices.txt"] = "No devices were found",
            ["driver-library-mismatch-one-line.txt"] = "Failed to initialize NVML: Driver/library version mismatch",
            ["driver-library-mismatch-two-lines.txt"] = "Failed to initialize NVML: Driver/library version mismatch",
            ["driver-not-loaded.txt"] = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver",
            ["gpu-is-lost-new-wording-other-gpu-follows.csv"] = null,
            ["gpu-is-lost-old-wording.txt"] = null,
            ["gvisor-sandbox-no-executable.txt"] = "nvidia-smi: not found",
            ["invalid-field.txt"] = "Field \"compute_cap\" is not a valid field to query",
            ["libnvidia-ml-missing.txt"] = "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system",
            ["mig-no-supported-devices.txt"] = "No MIG-supported devices found",
            ["no-devices-were-found.txt"] = "No devices were found",
            ["not-found-bash.txt"] = "nvidia-smi: not found",
            ["not-found-busybox-ash.txt"] = "nvidia-smi: not found",
            ["not-found-dash.txt"] = "nvidia-smi: not found",
            ["not-found-env.txt"] = "nvidia-smi: not found",
            ["not-found-fish.txt"] = "nvidia-smi: not found",
            ["not-found-tcsh.txt"] = "nvidia-smi: not found",
            ["not-found-zsh.txt"] = "nvidia-smi: not found",
            ["nvml-blocked-by-os.txt"] = "Failed to initialize NVML: GPU access blocked by the operating system",
            ["nvml-unknown-error.txt"] = "Failed to initialize NVML: Unknown Error",
            ["permission-denied-bash.txt"] = "./noexec: Permission denied",
            ["permission-denied-zsh.txt"] = "permission denied: ./noexec",
        };

        foreach (var file in Directory.GetFiles(Repository.Shared(Folder)!))
        {
            var head = "index, name, power.limit [W], power.default_limit [W], power.max_limit [W], power.draw [W], memory.used [MiB]\n";
            var reading = GpuQuery.Gpus(head + File.ReadAllText(file));
            var name = Path.GetFileName(file);

            Assert.True(expected[name] == reading.Problem, $"{name}: {reading.Problem}");
            Assert.Equal(
                name.StartsWith("device-handle", StringComparison.Ordinal) || name.StartsWith("gpu-is", StringComparison.Ordinal),
                !reading.Samples.IsEmpty);
            Assert.True(
                reading.Problem is null or "No MIG-supported devices found" || DriverRemedies.Of(reading.Problem) is not null, name);
        }
    }

    [RequiresFact(Needs.Recordings)]
    public void The_cards_of_recorded_failures_are_sick_and_the_others_are_not()
    {
        var reading = GpuQuery.Gpus(
            "index, name, power.limit [W], power.default_limit [W], power.max_limit [W], power.draw [W], memory.used [MiB]\n"
            + File.ReadAllText(Repository.Shared(Folder + "/gpu-is-lost-new-wording-other-gpu-follows.csv")!));

        Assert.Equal([(0, "GPU is lost"), (1, null)], reading.Samples.Select(sample => (sample.Index ?? -1, sample.Problem)));
        Assert.Equal(("NVIDIA GeForce RTX 5070 Ti", 34.61), (reading.Samples[1].Name, reading.Samples[1].PowerWatts));
    }

    [Fact]
    public void Every_problem_of_a_card_has_a_remedy()
    {
        Assert.All(["GPU is lost", "GPU requires reset", "Unknown Error"], problem => Assert.NotNull(DriverRemedies.Of(problem)));
        Assert.Null(DriverRemedies.Of("all is well"));
    }

    private static string Words(string text) => DriverError.Words(text);
}
