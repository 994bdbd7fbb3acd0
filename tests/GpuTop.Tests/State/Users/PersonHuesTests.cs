using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

public sealed class PersonHuesTests
{
    [Fact]
    public void People_have_different_hues_until_there_are_no_more()
    {
        var names = Enumerable.Range(0, PersonHues.Count).Select(number => $"user{number}").ToArray();

        var hues = Of(names);

        Assert.Equal(PersonHues.Count, names.Select(hues.Of).Distinct().Count());
        Assert.All([.. names, "one more"], name => Assert.InRange(Of([.. names, "one more"]).Of(name), 0, PersonHues.Count - 1));
    }

    [Fact]
    public void A_hue_stays_when_others_appear()
    {
        var before = Of("alice");
        var after = Of("alice", "bob", "carol", "dave");

        Assert.Equal(before.Of("alice"), after.Of("alice"));
    }

    [Theory]
    [InlineData("alice_vllm")]
    [InlineData("llm-alice-2")]
    public void A_container_has_the_hue_of_the_person_in_its_name(string container) =>
        Assert.Equal(Of("bob", "alice").Of("alice"), Of(container, "bob", "alice").Of(container));

    [Fact]
    public void An_owner_as_text_has_the_same_hue() =>
        Assert.Equal(Of("alice").Of("alice"), Of("alice").OfText("root (docker alice_vllm)"));

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("nobody-knows")]
    public void Unknown_names_have_a_hue_too(string name) => Assert.InRange(Of("alice").Of(name), 0, PersonHues.Count - 1);

    private static PersonHues Of(params string[] names) => new PersonHues().With(
        Server.Initial("gpu01", "gpu01", default) with
        {
            Processes = [.. names.Select((name, i) => new GpuProcess { Pid = i, User = name, Shares = [] })],
        });
}
