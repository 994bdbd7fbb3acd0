using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit.Abstractions;
using ConnectionEvent = GpuTop.Ssh.ConnectionEvent<string>;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>So many at once that other tests beside them would see nothing but a busy machine.</summary>
[Collection(nameof(NonParallel))]
public sealed class JumpCrowdTests(ITestOutputHelper output)
{
    [RequiresFact(Needs.Server)]
    public async Task Sixty_four_behind_one_jump_pass_sshds_own_limits()
    {
        using var jump = new SshServer();
        var targets = Enumerable.Range(0, 8).Select(_ => new SshServer()).ToArray();
        try
        {
            // The name says which sshd: only aliases make 64 servers of 8.
            jump.Configure(string.Join('\n', targets.Select((target, index) => $"""
                Host t{index}-*
                  HostName 127.0.0.1
                  Port {target.Port}
                  IdentityFile {target.UserKey}
                  UserKnownHostsFile {target.KnownHosts}
                  ProxyJump srv
                """)));
            await using var watch = new ConnectionLog(jump);
            var names = Enumerable.Range(0, 64).Select(index => $"t{index % 8}-{index / 8}").ToArray();

            var clock = Stopwatch.StartNew();
            names.ToList().ForEach(name => watch.Connect(name, name));
            for (var ready = 0; ready < names.Length; ready++)
            {
                // All log in at once, and so the first may be as late as the last.
                watch.Next<ConnectionEvent.Ready>(patience: TimeSpan.FromSeconds(90));
            }

            output.WriteLine($"{names.Length} servers behind one jump: {clock.Elapsed.TotalSeconds:0.0} s, {targets.Sum(LoginsAt)} logins");
            Assert.DoesNotContain("Broken", watch.Everything, StringComparison.Ordinal);
            Assert.Equal(1, LoginsAt(jump));
            Assert.All(targets.Prepend(jump), server => Assert.DoesNotContain("drop connection", server.Log, StringComparison.Ordinal));
        }
        finally
        {
            targets.ToList().ForEach(target => target.Dispose());
        }
    }

    private static int LoginsAt(SshServer server) => Regex.Count(server.Log, "Accepted publickey");
}
