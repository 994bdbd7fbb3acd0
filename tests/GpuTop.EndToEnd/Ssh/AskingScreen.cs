namespace GpuTop.EndToEnd.Ssh;

/// <summary>The full screen, on servers that ask.</summary>
internal static class AskingScreen
{
    /// <summary>What the server's line says once data flow, whether or not it has GPUs.</summary>
    public const string Live = "cpu ";

    /// <summary>What the last line says once a question takes keys.</summary>
    public const string TakesKeys = "Esc cancels";

    /// <param name="server">Its configuration is the user's.</param>
    /// <param name="hosts">Which are watched.</param>
    /// <param name="environment">Of gputop.</param>
    public static TmuxScreen Start(SshServer server, string hosts = "srv", params (string Name, string Value)[] environment)
    {
        var screen = TmuxScreen.StartProgram($"--config /dev/null --ssh-config {server.ConfigFile} {hosts}", environment: environment);
        screen.Evidence = () => server.Log;
        return screen;
    }

    /// <summary>Opens the question that waits behind the badge.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Who asks.</param>
    /// <param name="text">What.</param>
    /// <returns>The screen that shows both.</returns>
    public static string Open(this TmuxScreen screen, string title, string text)
    {
        // A dialog that is open takes the keys.
        screen.WaitFor("a badge and no dialog", now => now.Contains("press p", StringComparison.Ordinal) && !now.Contains('╭'));
        screen.Press("p");
        return screen.WaitForQuestion(title, text);
    }

    /// <summary>Waits for a question that comes by itself, as the next of a login does.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="title">Who asks.</param>
    /// <param name="text">What.</param>
    /// <returns>The screen that shows both.</returns>
    public static string WaitForQuestion(this TmuxScreen screen, string title, string text) => screen.WaitFor(
        $"{title}: {text}",
        now => now.Contains(title, StringComparison.Ordinal) && now.Contains(text, StringComparison.Ordinal)
            && (now.Contains(TakesKeys, StringComparison.Ordinal) || now.Contains(" closes", StringComparison.Ordinal)));

    /// <summary>Types what is secret, and sends it when it is there.</summary>
    public static void Answer(this TmuxScreen screen, string secret)
    {
        screen.Type(secret);
        screen.WaitFor(new string('•', secret.Length));
        screen.Press("Enter");
    }
}
