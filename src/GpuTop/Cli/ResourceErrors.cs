using System.ComponentModel;
using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuTop.Cli;

/// <summary>Reports a shortage of this machine (a full disk, no more descriptors or processes) in one line and ends the command.</summary>
internal static class ResourceErrors
{
    /// <summary>Descriptors that the runtime takes later, for libraries and threads; without one it aborts, which cannot be
    /// caught.</summary>
    private const int Needed = 64;

    /// <summary>Runs a command; its exit code, or that of the refusal or bug that ended it, which is then printed.</summary>
    public static int Guard(Func<int> run)
    {
        if (!HasDescriptors())
        {
            TellLast($"gputop: this machine refuses: {Needed} more files can't be open; see ulimit -n");
            return ExitCodes.Unusable;
        }

        _ = ReasonOf(new IOException()); // Loads the libraries of what it compares while there are descriptors.
        AppDomain.CurrentDomain.UnhandledException += EndByRefusal;
        try
        {
            return run();
        }
        catch (Exception refusal) when (ReasonOf(refusal) is { } reason)
        {
            TellLast($"gputop: {reason}");
            return ExitCodes.Unusable;
        }
        catch (Exception bug)
        {
            TellLast($"gputop: a bug, please report it\n{bug}");
            return ExitCodes.Bug;
        }
        finally
        {
            AppDomain.CurrentDomain.UnhandledException -= EndByRefusal;
        }
    }

    /// <summary>What this machine refused, for the user; null for any other exception.</summary>
    internal static string? ReasonOf(Exception? error) => error switch
    {
        null => null,

        // To map a library the runtime needs a second descriptor, and calls it a lack of memory when there is none.
        OutOfMemoryException => "this machine refuses: too many open files or too little memory; see ulimit -n and ulimit -v",
        SocketException or Win32Exception or IOException { InnerException: SocketException or Win32Exception } =>
            $"this machine refuses: {error.GetBaseException().Message}; see ulimit -n and ulimit -u",
        FileNotFoundException { FileName: { } library } when library.Contains(", Version=", StringComparison.Ordinal) =>
            "this machine refuses: too many open files to load a library; see ulimit -n",
        IOException or UnauthorizedAccessException => $"can't be done: {error.Message}",

        // Static constructors and tasks wrap what they throw.
        _ => ReasonOf(error.InnerException),
    };

    private static bool HasDescriptors()
    {
        var files = new List<SafeFileHandle>(Needed);
        try
        {
            while (files.Count < Needed)
            {
                files.Add(File.OpenHandle("/dev/null"));
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    // On a thread without a caller, as a timer's: the runtime would abort with a stack.
    private static void EndByRefusal(object sender, UnhandledExceptionEventArgs arguments)
    {
        if (ReasonOf(arguments.ExceptionObject as Exception) is { } reason)
        {
            TellLast($"gputop: {reason}");
            Environment.Exit(ExitCodes.Unusable);
        }
    }

    // Not by Console, which opens more descriptors at the first write: there may be none left.
    private static void TellLast(string text)
    {
        const int StandardError = 2;
        using var errors = new FileStream(new SafeFileHandle(StandardError, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        errors.Write(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
