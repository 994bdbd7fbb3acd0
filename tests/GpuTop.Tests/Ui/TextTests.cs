using GpuTop.Model;
using GpuTop.Ui;

namespace GpuTop.Tests.Ui;

public sealed class TextTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-5, "0s")]
    [InlineData(59, "59s")]
    [InlineData(41 * 60, "41m")]
    [InlineData((9 * 3600) + (12 * 60), "9h12m")]
    [InlineData((2 * 86400) + (4 * 3600), "2d04h")]
    [InlineData(120 * 86400, "120d")]
    [InlineData(99999 * 86400L, "99999d")]
    public void A_duration_takes_six_columns_at_most(long seconds, string text) =>
        Assert.Equal(text, Format.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(64614, "63.1")]
    [InlineData(0, "0.0")]
    [InlineData(null, "–")]
    public void Used_memory_has_one_decimal_and_nothing_known_is_a_dash(int? mib, string text) =>
        Assert.Equal(text, Format.UsedMemory(mib));

    [Theory]
    [InlineData(81920, "80G")]
    [InlineData(81559, "80G")]
    [InlineData(24268, "24G")]
    [InlineData(143771, "140G")]
    [InlineData(512, "512M")]
    [InlineData(null, "–")]
    public void Total_memory_is_whole(int? mib, string text) => Assert.Equal(text, Format.TotalMemory(mib));

    [Theory]
    [InlineData("NVIDIA A100-SXM4-80GB", "A100-80G")]
    [InlineData("NVIDIA A100-SXM-80GB", "A100-80G")]
    [InlineData("NVIDIA A100 80GB PCIe", "A100-80G")]
    [InlineData("NVIDIA A100-PCIE-40GB", "A100-40G")]
    [InlineData("NVIDIA H100 80GB HBM3", "H100-80G")]
    [InlineData("NVIDIA H200", "H200")]
    [InlineData("Tesla V100-SXM2-32GB", "V100-32G")]
    [InlineData("NVIDIA GeForce RTX 3090", "RTX 3090")]
    [InlineData("NVIDIA GeForce GTX 1080 Ti", "GTX 1080 Ti")]
    [InlineData("NVIDIA RTX 6000 Ada Generation", "RTX 6000 Ada")]
    [InlineData("NVIDIA RTX A6000", "RTX A6000")]
    [InlineData("NVIDIA", "NVIDIA")]
    [InlineData("", "GPU")]
    [InlineData(null, "GPU")]
    public void Model_names_are_shortened(string? name, string text) => Assert.Equal(text, ModelNames.Short(name));

    [Fact]
    public void The_cache_of_model_names_is_bounded()
    {
        for (var i = 0; i < 2000; i++)
        {
            Assert.Equal($"X{i}", ModelNames.Short($"NVIDIA X{i}"));
        }
    }

    [Theory]
    [InlineData("/opt/conda/bin/python -u /home/a/lm/train.py --lr 3e-4", "train.py --lr 3e-4")]
    [InlineData("python3 -m torch.distributed.run --nproc 8 train.py", "torch.distributed.run --nproc 8 train.py")]
    [InlineData("python", "python")]
    [InlineData("/usr/bin/python3 -u", "python3 -u")]
    [InlineData("./simulate --steps 1", "simulate --steps 1")]
    [InlineData("bash run.sh", "run.sh")]
    [InlineData("/usr/lib/xorg/Xorg :0", "Xorg :0")]
    [InlineData("(sd-pam)", "(sd-pam)")]
    [InlineData(@"C:\Program Files\Blender\blender.exe -b scene.blend", "blender.exe -b scene.blend")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void Commands_are_shortened_to_their_script(string? command, string text) =>
        Assert.Equal(text, CommandText.Short(command).ToString());

    [Theory]
    [InlineData("alice", null, null, "alice")]
    [InlineData("root", "carol_resnet", "3f2a9c", "root (docker carol_resnet)")]
    [InlineData("root", null, "3f2a9c00", "root (docker 3f2a…)")]
    [InlineData("root", null, "3f", "root (docker 3f)")]
    [InlineData("1004", null, null, "uid 1004")]
    [InlineData(null, null, null, "not visible")]
    [InlineData(null, "carol_resnet", "3f2a9c", "(docker carol_resnet)")]
    public void An_owner_has_a_name_in_words(string? user, string? container, string? id, string text)
    {
        var process = new GpuProcess { Pid = 1, User = user, Container = id is null ? null : new Container("docker", id, container) };

        Assert.Equal(text, OwnerText.TextOf(process));
    }
}
