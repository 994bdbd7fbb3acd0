using GpuTop.Effects;
using GpuTop.State;

namespace GpuTop.Tests.Effects;

public sealed class AttachScriptShellTests
{
    [Theory]
    [InlineData("1,2", "1,2")]
    [InlineData("MIG-GPU-5c/1/0", "MIG-GPU-5c/1/0")]
    [InlineData("0;touch x", "'0;touch x'")]
    public void A_shell_is_limited_to_its_devices(string devices, string quoted) => Assert.EndsWith(
        $"\nexport CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES={quoted}\nexec \"${{SHELL:-sh}}\" -l",
        AttachScript.Of(new AttachGoal.Shell(null) { Devices = devices }));

    [Fact]
    public void A_shell_without_devices_sets_no_variables() =>
        Assert.DoesNotContain("CUDA", AttachScript.Of(new AttachGoal.Shell("/home/alice")));
}
