using System.Reflection;
using GpuTop.Config;
using Xunit.Sdk;

namespace GpuTop.EndToEnd;

/// <summary>One run of a theory with each ssh client, which is passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachSshClientAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[SshChoice.OpenSsh], [SshChoice.Builtin]];
}
