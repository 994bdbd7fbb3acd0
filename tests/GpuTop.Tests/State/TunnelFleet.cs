using System.Collections.Immutable;
using GpuTop.Model;
using GpuTop.State;

namespace GpuTop.Tests.State;

/// <summary>Servers with listening ports and tunnels in every phase.</summary>
internal static class TunnelFleet
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 2, 11, TimeSpan.Zero);

    public static readonly Remote Jupyter = new("gpu01", Remote.ItsOwn, 8888);

    public static readonly TunnelRule TensorBoard = new("board", "gpu*", "localhost", 6006, 16006, false, TunnelScheme.Http);

    /// <summary>gpu01 is live, gpu02 is lost; laptop is this machine.</summary>
    public static AppState State(params TunnelRule[] options) => new()
    {
        Options = new AppOptions { Tunnels = [.. options] },
        Fleet = new Fleet(
        [
            Live("gpu01", "gpu01",
                new ListeningPort(22, "0.0.0.0", null, null, false),
                new ListeningPort(6010, "127.0.0.1", 900, "sshd: alice@pts/1", true),
                new ListeningPort(45017, "127.0.0.1", 5130, "python -m ipykernel_launcher -f k.json", true),
                new ListeningPort(9999, "*", 6001, "python -m http.server 9999", true),
                new ListeningPort(8888, "127.0.0.1", 5120, "/opt/conda/bin/python3.11 /opt/conda/bin/jupyter-lab --no-browser", true),
                new ListeningPort(7000, "10.0.0.5", 6002, "./serve", true),
                new ListeningPort(5678, "127.0.0.1", 6003, "python -m debugpy --listen 5678 train.py", true)),
            Live("gpu02", "gpu02", new ListeningPort(8097, "0.0.0.0", 700, "python -m visdom.server", true)) with
            {
                Connection = new ConnectionStatus(ConnectionPhase.Lost, Now, new Problem("connection timed out")),
            },
            Live("laptop", "local", new ListeningPort(8501, "127.0.0.1", 41, "streamlit run app.py", true)),
        ]),
        Now = Now,
        View = ViewKind.Tunnels,
    };

    /// <summary>The fleet with open, failing, waiting and refused tunnels.</summary>
    public static AppState Busy()
    {
        var state = State(TensorBoard);
        return state with
        {
            Tunnels =
            [
                new Tunnel(Jupyter, 8888) { Phase = TunnelPhase.Open, LocalPort = 8888, Traffic = new Traffic(2, 3481, 1_258_291, null) },
                new Tunnel(new Remote("gpu01", Remote.ItsOwn, 6006), 16006)
                {
                    Phase = TunnelPhase.Open, LocalPort = 16007, Traffic = new Traffic(0, 0, 0, "nothing listens on 6006 there"),
                },
                new Tunnel(new Remote("gpu01", Remote.ItsOwn, 5678), 5678) { Phase = TunnelPhase.Opening },
                new Tunnel(new Remote("gpu01", Remote.ItsOwn, 9999), 9999) { Phase = TunnelPhase.Failed, Failure =
                    "the server refuses tunnels (AllowTcpForwarding no)" },
                new Tunnel(new Remote("gpu02", Remote.ItsOwn, 8097), 8097) { Phase = TunnelPhase.Waiting, LocalPort = 8097 },
            ],
            JupyterTokens = ImmutableDictionary<(string Server, int Port), string>.Empty.Add(("gpu01", 8888), "5ec2e7"),
        };
    }

    public static AppState On(this AppState state, string key) =>
        state with { Lists = state.Lists.SetItem(ViewKind.Tunnels, state.ListOf(ViewKind.Tunnels) with { Cursor = key }) };

    private static Server Live(string name, string host, params ListeningPort[] ports) =>
        Server.Initial(name, host, Now)
            with
        { Connection = new ConnectionStatus(ConnectionPhase.Live, Now), LastReceivedAt = Now, Ports = [.. ports] };
}
