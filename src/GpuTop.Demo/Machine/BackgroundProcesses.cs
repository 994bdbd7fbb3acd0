using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>Processes of a simulated machine outside jobs: tmux and its shells, login shells, programs without a GPU.</summary>
internal sealed class BackgroundProcesses
{
    private readonly Random _random;
    private readonly int _loginShell;
    private readonly int _login;
    private readonly int _containerShim;
    private readonly int _slurmStep;
    private int _lastPid;

    public BackgroundProcesses(MachineSpec spec, ulong seed)
    {
        _random = new Random((int)(seed >> 33));
        _lastPid = _random.Next(1800, 5000);
        (_login, _loginShell, _containerShim, _slurmStep) = (NextPid(), NextPid(), NextPid(), NextPid());
        TmuxPid = NextPid();
        Panes = [.. spec.Windows.Select(window => new Pane(window, NextPid()))];
        BackgroundPrograms =
        [
            .. spec.BackgroundPrograms.Select(program => new RunningProgram(program, NextPid(), Noise.Mix(seed + (ulong)_lastPid))),
        ];
        _lastPid += _random.Next(10_000, 400_000);
    }

    public int TmuxPid { get; }

    public ImmutableArray<Pane> Panes { get; }

    public ImmutableArray<RunningProgram> BackgroundPrograms { get; }

    public int NextPid() => _lastPid += _random.Next(3, 90);

    /// <summary>Ancestors of a process, nearest first, down to PID 1.</summary>
    /// <param name="kind">Kind of its job.</param>
    /// <param name="pane">Index of the tmux pane that it was started in; null without one.</param>
    /// <param name="launcher">PID of the program that starts the ranks; null with one rank.</param>
    public ImmutableArray<int> AncestorsOf(JobKind kind, int? pane, int? launcher)
    {
        ImmutableArray<int> roots = kind switch
        {
            { Image: not null } => [_containerShim, 1],
            { IsBatch: true } => [_slurmStep, 1],
            _ when pane is { } index => [Panes[index].ShellPid, TmuxPid, 1],
            _ => [_loginShell, _login, 1],
        };
        return launcher is { } pid ? [pid, .. roots] : roots;
    }

    /// <summary>A tmux pane and the shell in it.</summary>
    public sealed record Pane(Window Window, int ShellPid);

    /// <summary>A running program without a GPU.</summary>
    public sealed record RunningProgram(BackgroundProgram Program, int Pid, ulong Seed)
    {
        public double CpuPercentAt(long second) => Program.CpuPercent * (0.75 + (0.5 * Noise.Smooth(Seed, second, 9)));
    }
}
