using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

/// <summary>Requests in general; what each answer does is tested with its feature.</summary>
public sealed class RequestSenderTests
{
    private static readonly Message.AccountsFound Accounts =
        new("gpu01", 1, new Reading.Accounts([new Account("alice", 1001, "Alice Liddell")]));

    private static readonly AppState Requested =
        new UpdateResult(ActionFleet.State(), []).Send(new Effect.LookUpAccounts("gpu01", ["alice"])).State;

    [Fact]
    public void All_requests_share_one_sequence_of_numbers()
    {
        var step = new UpdateResult(ActionFleet.State(), [])
            .Send(new Effect.InspectGpu("gpu01", "0"))
            .Send(new Effect.FetchJupyterTokens("gpu02", 7));

        Assert.Equal([1, 2], step.Effects.Cast<Effect.Request>().Select(request => request.Id));
        Assert.Equal([1, 2], step.State.Requests.ById.Keys.Order());
    }

    [Fact]
    public void An_answer_is_applied_once()
    {
        var answered = Apply(Requested, Accounts);

        Assert.Equal("Alice Liddell", answered.Fleet.Servers[0].Accounts["alice"].RealName);
        Assert.Empty(answered.Requests.ById);
        Assert.Same(answered.Fleet, Apply(answered, Accounts).Fleet);
    }

    [Fact]
    public void Answers_without_a_pending_request_are_dropped()
    {
        Message.Answer[] others = [Accounts with { Id = 2 }, Accounts with { Server = "gpu02" }];

        Assert.All(others, answer => Assert.Same(Requested.Fleet, Apply(Requested, answer).Fleet));
        Assert.All(others, answer => Assert.Single(Apply(Requested, answer).Requests.ById));
    }

    [Fact]
    public void An_answer_of_another_kind_changes_nothing()
    {
        var state = Apply(Requested, new Message.JupyterTokensReceived("gpu01", 1, [(8888, "token")]));

        Assert.Empty(state.JupyterTokens);
        Assert.Empty(state.Requests.ById);
    }

    [Fact]
    public void A_new_connection_forgets_the_requests_of_the_last_one()
    {
        var lost = Apply(Requested, new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.Lost, Requested.Now)));
        var live = Apply(lost, new Message.ConnectionChanged("gpu01", new ConnectionStatus(ConnectionPhase.Live, Requested.Now)));

        Assert.Single(lost.Requests.ById);
        Assert.Empty(live.Requests.ById);
    }

    private static AppState Apply(AppState state, Message message) => Update.Apply(state, message, state.Now).State;
}
