using BenchmarkDotNet.Attributes;
using GpuTop.TerminalDriver;

namespace GpuTop.Benchmarks;

/// <summary>What one frame of 200x60 costs: drawing it and finding the bytes that differ. Must allocate nothing.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private const int Servers = 4;
    private const int Gpus = 8;
    private const int Processes = 16;

    private static readonly Style Plain = Style.Default;
    private static readonly Style Green = Style.Of(Color.Rgb(0x40C060));
    private static readonly Style Grey = Style.Of(Color.Rgb(0x808890)).Dim();

    private readonly CellBuffer _frame = new(200, 60);
    private FrameWriter _writer = new(ColorDepth.TrueColor, isUtf8: true);
    private int _round;

    /// <summary>Colours of the terminal.</summary>
    [Params(ColorDepth.TrueColor, ColorDepth.Ansi256)]
    public ColorDepth Depth { get; set; }

    [GlobalSetup]
    public void Start() => _writer = new(Depth, isUtf8: true);

    [Benchmark(Baseline = true)]
    public void Draw() => DrawFleet(_round++);

    [Benchmark]
    public int DrawAndWriteOneTwentiethChanged()
    {
        // Every GPU has new values each 20th round, and each round some do.
        DrawFleet(_round++ / 20 * 20);
        _frame.TextRight(20, 1 + (_round % 32), 4, $"{_round % 100}", Green);
        return _writer.Write(_frame).Length;
    }

    [Benchmark]
    public int DrawAndWriteAllChanged()
    {
        DrawFleet(_round++);
        return _writer.Write(_frame).Length;
    }

    [Benchmark]
    public int DrawAndRepaint()
    {
        _writer.Forget();
        DrawFleet(_round++);
        return _writer.Write(_frame).Length;
    }

    private void DrawFleet(int round)
    {
        _frame.Clear();
        _frame.Text(1, 0, $"gputop  {Servers} servers  {Servers * Gpus} GPUs  round {round}", Plain.Bold());
        for (var row = 0; row < Servers * Gpus; row++)
        {
            DrawGpu(row + 1, (round * 7) + (row * 13));
        }

        for (var row = 0; row < Processes; row++)
        {
            var y = 36 + row;
            _frame.TextRight(1, y, 8, $"{4711 + row + round}", Grey);
            _frame.TextEllipsis(11, y, 12, "alice 李伟", Plain);
            _frame.TextEllipsis(25, y, 80, "python train.py --lr 3e-4 --epochs 90 --data /scratch/alice/imagenet", Grey);
        }
    }

    private void DrawGpu(int y, int value)
    {
        var percent = value % 101;
        _frame.Text(1, y, "gpu01:0", Grey);
        for (var i = 0; i < 20; i++)
        {
            _frame.Set(10 + i, y, i * 5 < percent ? '█' : ' ', Green);
        }

        _frame.Text(32, y, $"{percent,3}% {percent * 0.8:F1}/80G {40 + (percent / 3)}° {percent * 4}W", Plain);
        for (var i = 0; i < 60; i++)
        {
            _frame.Set(70 + i, y, (char)(0x2800 + ((value + (i * 31)) % 256)), Green);
        }
    }
}
