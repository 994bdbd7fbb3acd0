using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class PmonTests
{
    private const string Folder = "recordings/nvidia-smi/pmon";

    [Fact]
    public void The_head_says_which_column_is_which()
    {
        var rows = Read(
            """
            # gpu        pid  type    fb    sm   mem   enc   dec   command
            # Idx          #   C/G    MB     %     %     %     %   name
                0     447153     C  7669     -     -     -     -   python3.9
                1    2233095   C+G 24395    84    23     -     -   NVIDIA Share.exe
            # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command
            # Idx           #    C/G      %      %      %      %      %      %    name
                2          -     -      -      -      -      -      -      -    -
                0       5267     C      7      3     99      -      -      -    ffmpeg
            """);

        Assert.Equal(
            [
                new PmonRow(0, 447153, null, null),
                new PmonRow(1, 2233095, 84, null),
                new PmonRow(0, 5267, 7, 99),
            ],
            rows);
    }

    [Theory]
    [InlineData("    0       5267     C      7      3     99      -      -      -    ffmpeg")]
    [InlineData("# Idx           #    C/G      %      %      %      %      %      %    name\n  0 1 C 5 5 5 5 5 5 x")]
    [InlineData("Failed to initialize NVML: Unknown Error")]
    [InlineData("#\n# gpu\n#gpu\n0 1 2")]
    public void Without_a_head_nothing_is_read(string text) => Assert.Empty(Read(text));

    [Fact]
    public void The_busiest_video_engine_is_told() =>
        Assert.Equal(
            [(7, 99), (0, 40), (null, null)],
            Read(
                """
                # gpu         pid   type     sm    mem    enc    dec    jpg    ofa    command
                    0       5267     C      7      3     99     12      -      -    ffmpeg
                    0       5268     C      0      0      -      -      0     40    flow
                    0       5269     C      -      -      -      -      -      -    python
                """).Select(row => (row.SmPercent, row.VideoPercent)));

    [RequiresFact(Needs.Recordings)]
    public void Every_recording_is_read()
    {
        var all = Directory.GetFiles(Repository.Shared(Folder)!, "pmon*").ToDictionary(
            file => Path.GetFileName(file), file => Read(File.ReadAllText(file)));

        Assert.Equal(12, all.Count);
        Assert.Equal((10, 40), (all["pmon-driver545-mu-fb-first.txt"].Count, all["pmon-driver545-mu-fb-first.txt"][3].SmPercent));
        Assert.Equal(new PmonRow(3, 2233469, 90, null), all["pmon-driver550-mu-fb-ccpm.txt"][^1]);
        Assert.Empty(all["pmon-h100-idle-dash-rows.txt"]);
        Assert.Empty(all["pmon-selected-gpus-only.txt"]);
        Assert.All(all["pmon-h100-mig-util-dashes.txt"], row => Assert.Null(row.SmPercent));
        Assert.Equal([(14835, 45), (14945, 64)], all["pmon-k40-two-gpus-nine-columns.txt"].Select(row => (row.Pid, row.SmPercent ?? -1)));
        Assert.Equal(
            [7, 8, null, null, null],
            all["pmon-rtx2080s-driver595-5-samples.txt"].Where(row => row.Pid == 5267).Select(row => row.SmPercent));
        Assert.Equal([0, 1], all["pmon-rtx4080s-driver595.txt"].Where(row => row.Pid == 5021).Take(2).Select(row => row.SmPercent));
        Assert.Equal(3, all["pmon-s-m-driver550-fb-ccpm.txt"].Count);
        Assert.All(all["pmon-s-m-driver550-fb-ccpm.txt"], row => Assert.Null(row.SmPercent));
        Assert.Equal(5, all["pmon-um-fb-last.txt"].Count);
        Assert.Equal([null, 0], all["pmon-um-graphics.txt"].Select(row => row.SmPercent));
        Assert.Contains(all["pmon-windows-names-with-spaces-repeated-head.txt"], row => row.Pid == 20372);
    }

    private static List<PmonRow> Read(string text)
    {
        var pmon = new Pmon();
        return [.. text.Split('\n').Select(line => pmon.Read(line)).OfType<PmonRow>()];
    }
}
