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

        var names = ContainerNames.Read(text).Names;

        Assert.Equal(
            new Dictionary<string, string> { ["03e2861336a7"] = "angry_saha", ["95516ea08b56"] = "localhost/alice/train:latest" }, names);
    }
}
