using FsCheck;
using FsCheck.Fluent;
using GpuTop.Parse;
using GpuTop.Probe;

namespace GpuTop.Tests.Parse;

/// <summary>Parsers with random and truncated sections: none may throw.</summary>
public sealed class NoiseTests
{
    private static readonly string[] Tags = ["i", "g", "a", "m", "h", "t", "d", "s", "p", "c", "b", "r1", ""];

    private static readonly string[] Scraps =
    [
        "index, uuid, name, utilization.gpu [%], memory.used [MiB]\n", "0, GPU-a, NVIDIA, A100, 98 %, 5 MiB\n", ", ", "[N/A]", "ERR!", "\n",
        "\r\n", "0",
        "-1", "99999999999999999999", "1e308", "1.2.3", "[", "]", "GPU", "GPU 0: x (UUID: GPU-a)\n",
        "  MIG 1g.5gb Device 0: (UUID: MIG-a)\n", "L ", "X ", "F ",
        "A ", "M ", "P ", "T ", "K ", "I ", "E ", "S ", "#", "# gpu pid type sm command\n", "0 1 C 5 x\n", "<nvidia_smi_log>",
        "<gpu id=\"0\">", "</gpu>",
        "<mig_device>", "<process_info>", "<pid>", "&lt;", "<![CDATA[", "Unable to determine the device handle for ", "GPU0: ", ": ",
        "0000:01:00.0",
        "Field \"", "\" is not a valid field to query", "pid=", "\t", " ", "|", "$0|1|2|", "é", "\u4e2d", "\uFFFD", "0x", "%", "cpu ",
        "MemTotal: ", "kB",
    ];

    [Fact]
    public void Random_bytes_never_make_a_parser_fail() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes => AllRead(TextSanitizer.Clean(bytes))).QuickCheckThrowOnFailure();

    [Fact]
    public void Scraps_of_what_servers_say_never_make_a_parser_fail() =>
        Prop.ForAll(
            Gen.Elements(Scraps).ListOf().Select(scraps => string.Concat(scraps)).ToArbitrary(),
            text => AllRead(text)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000));

    [RequiresFact(Needs.Recordings)]
    public void No_recording_cut_anywhere_and_given_to_any_parser_makes_it_fail()
    {
        foreach (var file in Directory.GetFiles(Repository.Shared("recordings/nvidia-smi")!, "*", SearchOption.AllDirectories))
        {
            var whole = File.ReadAllText(file);
            for (var length = 0; length <= whole.Length; length += 1 + (whole.Length / 8))
            {
                Assert.True(AllRead(whole[..length]));
            }
        }
    }

    private static bool AllRead(string text)
    {
        foreach (var tag in Tags)
        {
            SectionParser.Of(new Section(tag, text, DateTimeOffset.UnixEpoch));
        }

        DriverError.Words(text);
        NvidiaXml.Read(text);
        var (pmon, head) = (new Pmon(), CsvHeader.Of("gpu_uuid,pid,used_gpu_memory,process_name", "pid")!);
        foreach (var line in text.EachLine())
        {
            pmon.Read(line);
            ComputeApp.Read(line, head);
        }

        return true;
    }
}
