using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class NvidiaXmlTests
{
    private const string Document =
        """
        <?xml version="1.0" ?>
        <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
        <nvidia_smi_log>
            <driver_version>535.54.03</driver_version>
            <cuda_version>12.2</cuda_version>
            <gpu id="00000000:01:00.0">
                <product_name>NVIDIA A100-SXM4-80GB</product_name>
                <mig_devices>
                    <mig_device><index>0</index><gpu_instance_id>3</gpu_instance_id><compute_instance_id>0</compute_instance_id>
                        <fb_memory_usage><total>19968 MiB</total><used>12 MiB</used></fb_memory_usage></mig_device>
                </mig_devices>
                <uuid>GPU-1</uuid>
                <fan_speed>N/A</fan_speed>
                <clocks_event_reasons>
                    <clocks_event_reason_gpu_idle>Active</clocks_event_reason_gpu_idle>
                    <clocks_event_reason_sw_power_cap>Not Active</clocks_event_reason_sw_power_cap>
                </clocks_event_reasons>
                <fb_memory_usage><total>81920 MiB</total><reserved>869 MiB</reserved><used>50 MiB</used></fb_memory_usage>
                <temperature><gpu_temp>27 C</gpu_temp><gpu_temp_max_tlimit_threshold>-7 C</gpu_temp_max_tlimit_threshold></temperature>
                <gpu_power_readings><instant_power_draw>67.03 W</instant_power_draw></gpu_power_readings>
                <clocks><sm_clock>1275 MHz</sm_clock></clocks>
                <max_clocks><sm_clock>1410 MHz</sm_clock></max_clocks>
                <processes>
                    <process_info><gpu_instance_id>3</gpu_instance_id><compute_instance_id>0</compute_instance_id>
                        <pid>4711</pid><type>C</type><process_name>python, a&amp;b</process_name>
                        <used_memory>11 MiB</used_memory></process_info>
                    <process_info><pid>4712</pid><process_name></process_name><used_memory>N/A</used_memory></process_info>
                </processes>
            </gpu>
            <gpu id="00000000:02:00.0"><uuid>GPU-2</uuid></gpu>
        </nvidia_smi_log>
        """;

    [Fact]
    public void A_document_is_a_detail_for_each_card()
    {
        var cards = Read(Document);

        Assert.Equal(["GPU-1", "GPU-2"], cards.Select(card => card.Uuid));
        var card = cards[0];
        Assert.Equal("12.2", card.CudaVersion);
        Assert.Equal(869, card.Memory.ReservedMiB);
        Assert.Equal<TemperatureDetail>(
            [new TemperatureDetail("gpu temp", 27), new TemperatureDetail("gpu temp max tlimit threshold", -7)], card.Temperatures);
        Assert.Equal<ClockDetail>([new ClockDetail("sm", 1275, 1410, null)], card.Clocks);
    }

    [Fact]
    public void Instances_and_processes_do_not_mix_with_their_card()
    {
        var card = Read(Document)[0];

        Assert.Equal<MigInstance>([new MigInstance("MIG-GPU-1/3/0", null, 0, 12, 19968, 3, 0)], card.Instances);
        Assert.Equal<GpuDetailProcess>(
            [new GpuDetailProcess(4711, 11, 3, 0), new GpuDetailProcess(4712, null, null, null)],
            card.Processes);
    }

    [Fact]
    public void A_broken_document_is_read_up_to_the_break()
    {
        for (var length = 0; length <= Document.Length; length++)
        {
            var cards = Read(Document[..length]);

            Assert.InRange(cards.Length, 0, 2);
        }

        Assert.Equal("GPU-1", Read(Document[..Document.IndexOf("<fan_speed>", StringComparison.Ordinal)])[0].Uuid);
    }

    [Fact]
    public void Characters_that_references_stand_for_are_cleaned()
    {
        var card = Assert.Single(Read(
            "<nvidia_smi_log><gpu><product_brand>&#27;]0;x&#7;&#x9b;2J&#x202e;&#x3164;"
                + "</product_brand><uuid>GPU-1</uuid></gpu></nvidia_smi_log>"));

        Assert.Equal("?]0;x??2J??", card.Brand);
    }

    [Fact]
    public void Entities_of_the_document_are_never_expanded()
    {
        const string evil =
            """
            <!DOCTYPE nvidia_smi_log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>
            <nvidia_smi_log><gpu id="1"><product_brand>&a;</product_brand><uuid>&b;</uuid></gpu></nvidia_smi_log>
            """;

        var card = Assert.Single(Read(evil));

        Assert.Equal((null, null), (card.Brand, card.Uuid));
    }

    [Fact]
    public void A_document_that_nests_without_end_costs_no_time_without_end()
    {
        var deep = "<nvidia_smi_log><gpu>" + string.Concat(Enumerable.Repeat("<a>x", 100_000));

        Assert.Single(Read(deep));
    }

    private static System.Collections.Immutable.ImmutableArray<GpuDetail> Read(string text) => NvidiaXml.Read(text);
}
