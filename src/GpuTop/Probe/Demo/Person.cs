using System.Collections.Immutable;

namespace GpuTop.Probe.Demo;

/// <summary>Somebody with an account on the simulated servers.</summary>
internal sealed record Person(string Name, int UserId)
{
    public static Person Root { get; } = new("root", 0);

    /// <summary>Who sits before the demo.</summary>
    public static Person Me { get; } = new("alice", 1001);

    public static Person Bob { get; } = new("bob", 1002);

    public static Person Carol { get; } = new("carol", 1003);

    public static Person Dave { get; } = new("dave", 1004);

    public static Person Erin { get; } = new("erin", 1005);

    public static Person LiWei { get; } = new("liwei", 1006);

    public static ImmutableArray<Person> All { get; } = [Me, Bob, Carol, Dave, Erin, LiWei];

    public string Home => UserId == 0 ? "/root" : "/home/" + Name;
}
