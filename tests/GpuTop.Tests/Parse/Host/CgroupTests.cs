using GpuTop.Model;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class CgroupTests
{
    private const string Id = "55b2b88feeb4fc56bb9384e55100a8581271ca7a22399c6ec52784a35dba933b";
    private const string Other = "af097fa761cd92daf9ac2e18b6d59959b1212e12621a0951223f9f55d99b452c";

    [Theory]
    [InlineData($"0::/system.slice/docker-{Id}.scope", "docker", Id)]
    [InlineData($"4:memory:/docker/{Id}", "docker", Id)]
    [InlineData($"4:memory:/docker/{Id}/docker/{Other}", "docker", Id)]
    [InlineData($"0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-{Id}.scope/container", "podman", Id)]
    [InlineData($"0::/libpod_parent/libpod-{Id}", "podman", Id)]
    [InlineData($"0::/system.slice/nerdctl-{Id}.scope", "containerd", Id)]
    [InlineData($"9:cpu:/slurm/uid_7/job_8/{Id}", "container", Id)]
    [InlineData($"9:cpu:/ecs/0123456789abcdef0123456789abcdef/{Id}", "ecs", Id)]
    [InlineData(
        "9:cpu:/ecs/0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcdef-77", "ecs", "0123456789abcdef0123456789abcdef-77")]
    [InlineData("3:cpu:/lxc/gpu-box/ns/init.scope", "lxc", "gpu-box")]
    [InlineData("0::/lxc.payload.gpu-box/user.slice", "lxc", "gpu-box")]
    [InlineData("0::/lxc.payload/gpu-box", "lxc", "gpu-box")]
    public void The_path_names_runtime_and_id(string line, string runtime, string id)
    {
        var container = Read(line).Container;

        Assert.Equal((runtime, id), (container?.Runtime, container?.Id));
    }

    [Theory]
    [InlineData($"0::/kubepods.slice/kubepods-pod22949dce_fd8b_11ea_8ede_98f2b32c645c.slice/cri-containerd-{Id}.scope", "containerd")]
    [InlineData($"4:memory:/kubepods/burstable/pod22949dce-fd8b-11ea-8ede-98f2b32c645c/{Id}", "kubernetes")]
    [InlineData(
        $"0::/system.slice/containerd.service/kubepods-burstable-pod22949dce_fd8b_11ea_8ede_98f2b32c645c.slice:cri-containerd:{Id}",
        "containerd")]
    public void A_pod_is_told_with_dashes_whatever_the_path_has(string line, string runtime) =>
        Assert.Equal(new Container(runtime, Id, Pod: "22949dce-fd8b-11ea-8ede-98f2b32c645c"), Read(line).Container);

    [Theory]
    [InlineData("0::/")]
    [InlineData("")]
    [InlineData(":::")]
    [InlineData("0::/user.slice/user-1000.slice/session-3.scope")]
    [InlineData($"0::/machine.slice/libpod-conmon-{Id}.scope")]
    [InlineData("0::/machine.slice/machine-qemu\\x2d1\\x2dvm.scope")]
    [InlineData("0::/system.slice/docker.service")]
    [InlineData("0::/user.slice/job_12/uid_7")]
    [InlineData("0::/user.slice/0123456789abcdef0123456789abcdef")]
    [InlineData("0::/user.slice/0123456789abcdef0123456789abcdef-77")]
    [InlineData($"0::/user.slice/{Id}0")]
    [InlineData("0::/system.slice/docker-0123456789abcdef0123456789abcdef.scope")]
    public void The_hosts_own_processes_are_in_no_container_and_no_job(string line) => Assert.Equal(default, Read(line));

    [RequiresFact(Needs.Recordings)]
    public void Every_recording_tells_what_it_holds()
    {
        var expected = new Dictionary<string, Cgroup>
        {
            ["cgroup-line-aws-ecs.txt"] = In("ecs", "03752a671e744971a862edcee6195646-4015103728"),
            ["cgroup-line-desktop-vte-spawn.txt"] = default,
            ["cgroup-line-k8s-crio-underscore-pod.txt"] =
                In("crio", "2227daf62df6694645fee5df53c1f91271546a9560e8600a525690ae252b7f63", "90d81341-92de-11e7-8cf2-507b9d4141fa"),
            ["cgroup-line-openshift-docker.txt"] =
                In("docker", "b15a5bdedd2e7645c3be271364324321b908314e4c77857bbfd32a041148c07f", "22949dce-fd8b-11ea-8ede-98f2b32c645c"),
            ["cgroup-v1-docker-systemd-slice.txt"] = In("docker", Id),
            ["cgroup-v1-host-rhel7.txt"] = default,
            ["cgroup-v1-podman-libpod.txt"] = In("podman", Other),
            ["cgroup-v1-slurm-line.txt"] = new(null, "280678", 2101171),
            ["cgroup-v2-k8s-docker-besteffort.txt"] =
                In("docker", "6f80e1af790e2290283e473b56cc6e5d9d113d135e39416822ec4af6fd5fd72d", "f9f89fd9-f49f-4cbe-b04b-cae5c9043de2"),
            ["cgroup-v2-libvirt-openstack.txt"] = default,
            ["cgroup-v2-slurm-batch.txt"] = new(null, "1446354", null),
            ["cgroup-v2-slurm-step-number.txt"] = new(null, "4530470", null),
        };

        var read = Recorded.All("misc", "cgroup").ToDictionary(
            file => file.Key,
            file => file.Value.Split('\n').Select(Read).FirstOrDefault(told => told != default));

        Assert.Equal(expected, read);
    }

    private static Cgroup In(string runtime, string id, string? pod = null) => new(new Container(runtime, id, Pod: pod), null, null);

    private static Cgroup Read(string line) => Cgroup.Read(line);
}
