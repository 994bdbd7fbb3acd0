using System.Reflection;
using Xunit.Sdk;

namespace GpuTop.EndToEnd.Probe;

/// <summary>The shell for one run of a theory: <c>dash</c>, <c>busybox sh</c>, ...; skipped, and said so, where there
/// is none.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShellAttribute : DataAttribute
{
    private readonly string _shell;

    public ShellAttribute(string shell)
    {
        _shell = shell;
        var name = shell.Split(' ')[0];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, name))))
        {
            Skip = $"needs {name}";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_shell]];
}
