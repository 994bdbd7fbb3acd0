using System.Reactive.Linq;
using GpuTop.State;

namespace GpuTop.Effects;

/// <summary>Sends requests to servers. Answers arrive with the server's other data; only a failure to send is reported here.</summary>
/// <param name="sessions">The live sessions.</param>
/// <param name="outcomes">Receives the failures; any thread.</param>
internal sealed class RequestRunner(SessionRegistry sessions, IObserver<Message> outcomes)
{
    /// <summary>Starts to send a request.</summary>
    public void Send(Effect.Request request)
    {
        if (sessions.Find(request.Server) is not { } session)
        {
            Fail(request, "not connected");
            return;
        }

        Observable
            .FromAsync(token => session.SendAsync(RequestCommands.LineOf(request), token))
            .Where(sent => !sent)
            .Subscribe(_ => Fail(request, "connection lost"));
    }

    private void Fail(Effect.Request request, string problem) =>
        outcomes.OnNext(new Message.CommandAnswered(request.Server, request.Id, problem, null));
}
