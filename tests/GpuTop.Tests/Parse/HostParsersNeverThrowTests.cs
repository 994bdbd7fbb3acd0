using FsCheck;
using FsCheck.Fluent;
using GpuTop.Parse;

namespace GpuTop.Tests.Parse;

public sealed class HostParsersNeverThrowTests
{
    // Characters of the formats: random bytes alone rarely pass the first check.
    private const string Alphabet = "ABCDEFGKLMNOPSTUW |,.:;-_%/=()[]<>\"'0123456789abcdefgkmpuv\t\r\n\0\u00e9\u6587";

    [Fact]
    public void Random_bytes_are_digested()
    {
        var bytes = Arb.From(ArbMap.Default.GeneratorFor<byte>().ArrayOf());

        Prop.ForAll(
            bytes, text => ReadAll(GpuTop.Probe.TextSanitizer.Clean(text))).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Random_text_of_the_right_letters_is_digested()
    {
        var texts = Arb.From(Gen.Elements(Alphabet.ToCharArray()).ArrayOf().Select(letters => new string(letters)));

        Prop.ForAll(texts, text => ReadAll("P " + text)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Random_words_behind_every_letter_are_digested()
    {
        string[] words =
        [
            "0", "1", "-1", "4711", "99999999999999999999", "-", "%", "50%", "/", "/home", "1-2:3", "1,5g", "0A", "0100007F:1F90", "tcp",
            "LISTEN", "*:80",
            "users:((\"", "\",pid=", "$0|", "|", "%3|", "PID", "%CPU", "COMMAND", "gpu_uuid,pid", "GPU-a, 4711, 5, x",
            "# gpu pid type sm command",
            "0::/docker/", "job_1", "slurm", "pod", "kubepods-pod.slice", "\\040", "\\", "Filesystem 1K-blocks Use% a b c", "\n", "\n\n",
            " ",
        ];
        var lines = from kind in Gen.Elements("ACDEFGIJKLMNOPSTUWX".ToCharArray())
                    from rest in Gen.Elements(words).ArrayOf()
                    select kind + " " + string.Join(' ', rest);
        var texts = Arb.From(lines.ArrayOf().Select(text => string.Join('\n', text)));

        Prop.ForAll(texts, ReadAll).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [RequiresFact(Needs.Recordings)]
    public void Every_prefix_of_recordings_is_digested()
    {
        foreach (var folder in new[] { "top", "df", "tmux", "misc" })
        {
            foreach (var text in Recorded.All(folder).Values)
            {
                var most = Math.Min(text.Length, 1500);
                for (var length = 0; length <= most; length += length < 150 ? 1 : 17)
                {
                    ReadAll(text[..length]);
                }
            }
        }
    }

    private static void ReadAll(string text)
    {
        HostIdentity.Read(text);
        HostLoad.Read(text);
        Top.Read(text);
        Df.Read(text);
        TerminalSessions.Read(text);
        ListeningPorts.Read(text);
        ContainerNames.Read(text);
        Cgroup.Read(text);
        JupyterTokens.Tokens(text);
        PsRow.Read(text);
        Processes.Read(text);
    }
}
