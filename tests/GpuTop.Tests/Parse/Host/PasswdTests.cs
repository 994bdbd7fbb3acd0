using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class PasswdTests
{
    [Theory]
    [InlineData("alice:x:1001:1001:Alice Liddell,Room 7,555,:/home/alice:/bin/sh", "alice", 1001, "Alice Liddell")]
    [InlineData("bob:x:1002:1002:& Sawyer:/home/bob:/bin/sh", "bob", 1002, "Bob Sawyer")]
    [InlineData("nobody:*:65534:65534::/:/sbin/nologin", "nobody", 65534, null)]
    [InlineData("lee:x:7:7:,,,:/home/lee:/bin/sh", "lee", 7, null)]
    [InlineData("李伟:x:1003:1003:李 伟:/home/x:/bin/sh", "李伟", 1003, "李 伟")]
    public void An_account_is_read_with_the_name_of_its_person(string line, string name, int id, string? realName) =>
        Assert.Equal(new Account(name, id, realName), Assert.Single(Read(line + "\nrc=0\n")));

    [Theory]
    [InlineData("")]
    [InlineData("rc=2\n")]
    [InlineData("getent: not found\nrc=127\n")]
    [InlineData(":x:1:1::/:/bin/sh\n")]
    [InlineData("alice:x:-4:1::/:/bin/sh\n")]
    [InlineData("alice:x:99999999999:1::/:/bin/sh\n")]
    [InlineData("alice")]
    public void What_is_no_account_is_left_out(string text) => Assert.Empty(Read(text));

    private static System.Collections.Immutable.ImmutableArray<Account> Read(string text) => Passwd.Read(text).List;
}
