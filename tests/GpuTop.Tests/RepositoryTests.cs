namespace GpuTop.Tests;

public sealed class RepositoryTests
{
    [Fact]
    public void The_root_is_the_folder_of_the_solution() =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "GpuTop.sln")));
}
