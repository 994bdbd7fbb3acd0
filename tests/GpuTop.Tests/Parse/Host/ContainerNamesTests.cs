using System.Text;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class ContainerNamesTests
{
    [Fact]
    public void A_container_goes_by_its_first_name_or_its_image()
    {
        var text = """
            K 03e2861336a7|rhel7_httpd|angry_saha,web/db
            K 95516ea08b56|localhost/alice/train:latest|
            K |image|name
            E permission denied while trying to connect to the Docker daemon socket
            """;

        var names = ContainerNames.Read(Encoding.UTF8.GetBytes(text)).Names;

        Assert.Equal(new Dictionary<string, string> { ["03e2861336a7"] = "angry_saha", ["95516ea08b56"] = "localhost/alice/train:latest" }, names);
    }

    [SharedFact("recordings/misc")]
    public void Tables_for_people_tell_names_where_they_have_ids()
    {
        var old = ContainerNames.ReadTable(Recorded.Bytes("misc", "docker-ps-all-no-trunc-old.txt"));
        var nameless = ContainerNames.ReadTable(Recorded.Bytes("misc", "docker-ps-format-table-ports.txt"));
        var statistics = ContainerNames.ReadStatistics(Recorded.Bytes("misc", "docker-stats-csv.txt"));

        Assert.Equal("angry_saha", old["03e2861336a76e29155836113ff6560cb70780c32f95062642993b2b3d0fc216"]);
        Assert.Equal("tender_rosalind", old["95516ea08b565e37e2a4bca3333af40a240c368131b77276da8dec629b7fe102"]);
        Assert.Empty(nameless);
        Assert.Equal("prometheus", statistics["33a22dcd4ba31ebc4a19fae865ee62285b6fae98a6ab72d2bc65e41cdc70e419"]);
        Assert.Equal(2, statistics.Count);
    }
}
