namespace GpuTop.Demo;

/// <summary>The output of <c>nvidia-smi -q -x -i UUID</c>, reduced to the elements that gputop reads.</summary>
internal static class CardXml
{
    /// <summary>The lines of the document; the driver's error for a GPU that cannot be opened.</summary>
    public static IEnumerable<string> Of(Card card, Machine machine) => card.Fault is { } words
        ? [$"Unable to determine the device handle for GPU{card.Index}: {card.BusId.AsSpan(4)}: {words.Trim('[', ']')}"]
        : Lines(card, card.Model, machine);

    private static IEnumerable<string> Lines(Card card, CardModel model, Machine machine) =>
    [
        "<?xml version=\"1.0\" ?>",
        "<nvidia_smi_log>",
        $"<driver_version>{machine.Spec.Driver}</driver_version>",
        "<cuda_version>12.4</cuda_version>",
        $"<gpu id=\"{card.BusId}\">",
        $"<product_name>{model.Name}</product_name>",
        $"<product_brand>{(model.IsConsumer ? "GeForce" : "NVIDIA")}</product_brand>",
        $"<serial>{(model.IsConsumer ? "N/A" : $"16530210{card.Index:00000}")}</serial>",
        $"<uuid>{card.Uuid}</uuid><minor_number>{card.Index}</minor_number>",
        "<vbios_version>92.00.45.00.03</vbios_version>",
        "<gpu_reset_status><reset_required>No</reset_required></gpu_reset_status>",
        "<pci><pci_gpu_link_info>",
        $"<pcie_gen><max_link_gen>{model.PcieGeneration}</max_link_gen>"
            + $"<current_link_gen>{model.PcieGeneration}</current_link_gen></pcie_gen>",
        "<link_widths><max_link_width>16x</max_link_width><current_link_width>16x</current_link_width></link_widths>",
        "</pci_gpu_link_info>",
        $"<replay_counter>{(card.Index == 4 ? 12 : 0)}</replay_counter>",
        $"<tx_util>{card.Percent * 4100} KB/s</tx_util><rx_util>{card.Percent * 11800} KB/s</rx_util></pci>",
        $"<fb_memory_usage><total>{model.MemoryMiB} MiB</total><reserved>{model.EmptyMiB + 605} MiB</reserved>"
            + $"<used>{card.UsedMiB} MiB</used></fb_memory_usage>",
        $"<ecc_mode><current_ecc>{(model.IsConsumer ? "N/A" : "Enabled")}</current_ecc></ecc_mode>",
        .. model.IsConsumer ? [] : Errors(card),
        $"<temperature><gpu_temp>{card.Celsius:0} C</gpu_temp>"
            + $"<gpu_temp_max_threshold>{model.SlowdownCelsius + 7} C</gpu_temp_max_threshold>",
        $"<gpu_temp_slow_threshold>{model.SlowdownCelsius + 4} C</gpu_temp_slow_threshold>",
        $"<gpu_temp_max_gpu_threshold>{model.SlowdownCelsius} C</gpu_temp_max_gpu_threshold></temperature>",
        $"<gpu_power_readings><power_draw>{card.Watts:0.00} W</power_draw>"
            + $"<current_power_limit>{model.LimitWatts:0.00} W</current_power_limit>",
        $"<default_power_limit>{model.LimitWatts:0.00} W</default_power_limit><min_power_limit>100.00 W</min_power_limit>",
        $"<max_power_limit>{model.LimitWatts:0.00} W</max_power_limit></gpu_power_readings>",
        $"<clocks><graphics_clock>{card.SmMHz} MHz</graphics_clock><sm_clock>{card.SmMHz} MHz</sm_clock>",
        $"<mem_clock>{model.MemoryMHz} MHz</mem_clock></clocks>",
        $"<max_clocks><graphics_clock>{model.MaxSmMHz} MHz</graphics_clock><sm_clock>{model.MaxSmMHz} MHz</sm_clock>",
        $"<mem_clock>{model.MemoryMHz} MHz</mem_clock></max_clocks>",
        "</gpu></nvidia_smi_log>",
    ];

    private static IEnumerable<string> Errors(Card card) =>
    [
        $"<ecc_errors><volatile><sram_correctable>0</sram_correctable><dram_correctable>{(card.Index == 4 ? 3 : 0)}</dram_correctable>",
        "<dram_uncorrectable>0</dram_uncorrectable></volatile></ecc_errors>",
        "<remapped_rows><remapped_row_corr>0</remapped_row_corr><remapped_row_unc>0</remapped_row_unc>",
        "<remapped_row_pending>No</remapped_row_pending><remapped_row_failure>No</remapped_row_failure></remapped_rows>",
    ];
}
