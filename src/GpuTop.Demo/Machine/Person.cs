using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>An account on the simulated servers.</summary>
internal sealed record Person(string Name, int UserId, string RealName)
{
    public static Person Root { get; } = new("root", 0, "root");

    /// <summary>The user of the demo.</summary>
    public static Person Me { get; } = new("alice", 1001, "Alice Liddell");

    public static Person Bob { get; } = new("bob", 1002, "Bob Sawyer");

    public static Person Carol { get; } = new("carol", 1003, "Carol Kennicott");

    public static Person Dave { get; } = new("dave", 1004, "Dave Bowman");

    public static Person Erin { get; } = new("erin", 1005, "Erin Gray");

    public static Person LiWei { get; } = new("liwei", 1006, "Li Wei");

    public static ImmutableArray<Person> All { get; } = [Me, Bob, Carol, Dave, Erin, LiWei];

    public string Home => UserId == 0 ? "/root" : "/home/" + Name;
}
