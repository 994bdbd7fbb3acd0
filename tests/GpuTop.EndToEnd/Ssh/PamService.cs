using System.Globalization;
using GpuTop.Ssh;

namespace GpuTop.EndToEnd.Ssh;

/// <summary>How one sshd asks its users, of a name that no other program has, until disposed.</summary>
internal sealed class PamService : IDisposable
{
    /// <summary>A code that <see cref="AsksForCode"/> takes.</summary>
    public const string Code = "314159";

    private static readonly string[] Modules = ["pam_unix.so", "pam_exec.so", "pam_ftp.so", "pam_permit.so"];

    private readonly string _folder = Directory.CreateTempSubdirectory("gputop-pam-").FullName;

    /// <param name="auth">Lines of type auth, without the type; <c>FOLDER</c> is a folder of the service's own.</param>
    public PamService(params string[] auth)
    {
        // Up to OpenSSH 9.7 sshd asks PAM by the name it was started with.
        Program = Path.Combine(_folder, Name);
        File.CreateSymbolicLink(Program, Programs.Find("sshd")!);
        var compare = Path.Combine(_folder, "compare");
        File.WriteAllText(compare, $"#!/bin/sh\n[ \"$(tr -d '\\000')\" = {Code} ]\n"); // It comes with a zero at its end.
        File.SetUnixFileMode(compare, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.WriteAllLines(
            Definition,
            [
                .. auth.Select(line => "auth " + line.Replace("FOLDER", _folder, StringComparison.Ordinal)),
                "auth required pam_permit.so", // Gives credentials, which some of the others don't.
                "account required pam_permit.so",
                "session required pam_permit.so",
            ]);
    }

    /// <summary>The user's password, in PAM's words.</summary>
    public static string AsksForPassword => "requisite pam_unix.so";

    /// <summary>A second factor that is typed: one module asks ("Password required for NAME."), another compares.</summary>
    public static string[] AsksForCode => ["optional pam_ftp.so", "required pam_exec.so quiet expose_authtok FOLDER/compare"];

    /// <summary>A second factor elsewhere, that the user confirms after a while: nothing is asked or said until then.</summary>
    public static string Pushes(TimeSpan confirmed) =>
        string.Create(CultureInfo.InvariantCulture, $"required pam_exec.so quiet {Programs.Find("sleep")} {confirmed.TotalSeconds}");

    /// <summary>True where services of PAM can be made.</summary>
    public static bool IsPossible { get; } = Directory.Exists("/etc/pam.d")
        && new[] { "/lib", "/lib64", "/usr/lib", "/usr/lib64" }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder).Prepend(folder))
            .Any(folder => Modules.All(module => File.Exists(Path.Combine(folder, "security", module))));

    /// <summary>sshd, as it has to be started.</summary>
    public string Program { get; }

    /// <summary>Lines for sshd_config.</summary>
    public string[] Settings =>
    [
        "UsePAM yes",
        "KbdInteractiveAuthentication yes",
        .. OpenSshVersion.Parse(Programs.Run("sh", ["-c", "ssh -V 2>&1"])) is { Major: > 9 } or { Major: 9, Minor: >= 8 }
            ? [$"PAMServiceName {Name}"]
            : Array.Empty<string>(),
    ];

    private string Name { get; } = $"gputop-{Guid.NewGuid():N}";

    private string Definition => "/etc/pam.d/" + Name;

    public void Dispose()
    {
        File.Delete(Definition);
        Directory.Delete(_folder, recursive: true);
    }
}
