using GpuTop.Config;

namespace GpuTop.Ssh;

/// <summary>A shell of this machine that runs the probe.</summary>
/// <param name="command">The shell.</param>
/// <param name="target">The setting of this machine.</param>
internal sealed class LocalProcess(ProcessCommand command, ServerSetting target)
    : ProbeProcess(command, new Dictionary<string, string>(), target)
{
    public override SshSession OpenSession(string noise) => new LocalSession(Target, WriteLineAsync)
    {
        Noise = noise,
        LoginOutput = FailureText.Clean(Errors),
    };
}
