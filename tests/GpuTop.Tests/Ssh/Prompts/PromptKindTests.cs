using GpuTop.Model;
using GpuTop.Ssh;

namespace GpuTop.Tests.Ssh;

public sealed class PromptKindTests
{
    [Theory]
    [InlineData("Are you sure you want to continue connecting (yes/no/[fingerprint])? ", "", PromptKind.HostKey)]
    [InlineData("Please type 'yes', 'no' or the fingerprint: ", "", PromptKind.HostKey)]
    [InlineData("gbash@127.0.0.1's password: ", "", PromptKind.Password)]
    [InlineData("(gdash@127.0.0.1) Password: ", "", PromptKind.Password)]
    [InlineData("(gdash@127.0.0.1) Verification code: ", "", PromptKind.OneTimeCode)]
    [InlineData("Enter passphrase for key '/home/gcli/.ssh/id_locked': ", "", PromptKind.Passphrase)]
    [InlineData("Allow use of key gcli?", "confirm", PromptKind.Confirm)]
    [InlineData("Confirm user presence for key", "none", PromptKind.Notice)]
    public void A_prompt_is_known_by_its_words(string text, string hint, PromptKind kind) =>
        Assert.Equal(kind, PendingPrompt.KindOf(text, hint));
}
