using System.Collections.Immutable;
using GpuTop.Model;
using Renci.SshNet;

namespace GpuTop.Ssh;

/// <summary>The login methods of one login. Each asks the user only when its turn comes, where the library wants the secrets
/// before it connects.</summary>
/// <param name="destination">The settings of the host.</param>
/// <param name="login">Receives prompts and messages.</param>
/// <param name="begin">Called with the session of the library when a method starts.</param>
internal sealed class LoginMethods(SshDestination destination, BuiltinLogin login, Action<Session> begin)
{
    /// <summary>The methods in the order of the settings.</summary>
    public AuthenticationMethod[] All => [.. destination.Methods.Select(name => new Method(name, this))];

    private string User => destination.User;

    private string Account => $"{destination.User}@{destination.HostKeyAlias ?? destination.HostName}";

    private Outcome Try(string name, Session session)
    {
        begin(session);
        var outcome = name switch
        {
            "publickey" => Keys(session),
            "password" => Password(session),
            _ => KeyboardInteractive(session),
        };
        login.Methods = outcome.Left is { } left ? string.Join(',', left) : login.Methods;
        return outcome;
    }

    private Outcome Keys(Session session)
    {
        var outcome = new Outcome(AuthenticationResult.Failure, null);
        var keys = LoginKeys.Of(destination, AskPassphrase, login.Report).ToImmutableArray();
        while (!keys.IsEmpty)
        {
            UserKey? unusable;
            using var method = new PrivateKeyAuthenticationMethod(
                destination.User, keys is [{ Asks: true } single] ? [single, single] : [.. keys]);
            try
            {
                return Outcome.Of(method, session);
            }
            catch (UnusableKeyException error)
            {
                login.Report(error.Message);
                unusable = error.Key;
            }

            keys = [.. keys.SkipWhile(key => key != unusable).Skip(1)];
            outcome = outcome with { Left = method.AllowedAuthentications ?? outcome.Left };
        }

        return outcome;
    }

    private Outcome Password(Session session)
    {
        using var method = new PasswordAuthenticationMethod(destination.User, Ask(PromptKind.Password, $"{Account}'s password: "));
        return Outcome.Of(method, session);
    }

    private Outcome KeyboardInteractive(Session session)
    {
        using var method = new KeyboardInteractiveAuthenticationMethod(destination.User);
        method.AuthenticationPrompt += (_, request) =>
        {
            if (!string.IsNullOrWhiteSpace(request.Instruction))
            {
                login.Hear(request.Instruction);
            }

            foreach (var prompt in request.Prompts)
            {
                var text = $"({Account}) {prompt.Request}";
                prompt.Response = Ask(PendingPrompt.KindOf(text), text);
            }
        };
        return Outcome.Of(method, session);
    }

    private string? AskPassphrase(string file) => login.Ask(PromptKind.Passphrase, $"Enter passphrase for key '{file}': ");

    private string Ask(PromptKind kind, string text) => login.Ask(kind, text) ?? throw new OperationCanceledException();

    /// <summary>The result of one method.</summary>
    /// <param name="Result">The result.</param>
    /// <param name="Left">The methods that the server named in its refusal; null without one.</param>
    private readonly record struct Outcome(AuthenticationResult Result, string[]? Left)
    {
        public static Outcome Of(AuthenticationMethod method, Session session) =>
            new(method.Authenticate(session), method.AllowedAuthentications);
    }

    /// <summary>A method for the library, whose own methods do the work.</summary>
    private sealed class Method(string name, LoginMethods methods) : AuthenticationMethod(methods.User)
    {
        public override string Name => name;

        public override AuthenticationResult Authenticate(Session session)
        {
            var outcome = methods.Try(name, session);
            AllowedAuthentications = outcome.Left ?? [];
            return outcome.Result;
        }
    }
}
