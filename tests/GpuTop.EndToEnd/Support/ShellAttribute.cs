using System.Reflection;
using Xunit.Sdk;

namespace GpuTop.EndToEnd;

/// <summary>The shell for one run of a theory: <c>dash</c>, <c>busybox sh</c>, ...; skipped, and said so, where there
/// is none.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShellAttribute : DataAttribute
{
    private readonly string _shell;
    private readonly string[] _others;

    /// <param name="shell">Passed first.</param>
    /// <param name="others">Passed after it.</param>
    public ShellAttribute(string shell, params string[] others)
    {
        (_shell, _others) = (shell, others);
        var name = shell.Split(' ')[0];
        Skip = !OperatingSystem.IsLinux() ? "needs Linux, as servers are" : Programs.Find(name) is null ? $"needs {name}" : null;
    }

    /// <summary>A static property of the tests, of texts: one run for each, which is passed last. Null for one run.</summary>
    public string? Each { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Each is null
        ? [[_shell, .. _others]]
        : ((IEnumerable<string>)testMethod.DeclaringType!.GetProperty(Each)!.GetValue(null)!).Select(
            text => (object[])[_shell, .. _others, text]);
}
