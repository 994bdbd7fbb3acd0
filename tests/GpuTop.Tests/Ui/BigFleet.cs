using GpuTop.Model;
using GpuTop.State;
using static GpuTop.Tests.Ui.SampleFleet;

namespace GpuTop.Tests.Ui;

/// <summary>Eight servers of eight GPUs, one or two processes each.</summary>
internal static class BigFleet
{
    public static AppState State(int width, int height, Density density = Density.Rows) => new()
    {
        Fleet = new Fleet([.. Enumerable.Range(1, 8).Select(Server)]),
        Now = Now,
        Width = width,
        Height = height,
        FleetScreen = new FleetScreen { Density = density },
    };

    private static Server Server(int number)
    {
        var name = $"gpu{number:00}";
        var cards = Enumerable.Range(0, 8).Select(card => Card.Busy("NVIDIA H200", 140, 40 + (7 * card), 15 * card)).ToArray();
        var processes = Enumerable.Range(0, 12)
            .Select(i => Process(name, i % 3 == 0 ? "alice" : "bob", "python train.py --lr 3e-4", Days(1, i), (i % 8, 10, 50)))
            .ToArray();
        return Heard(name, Days(0, 0, 12), cards, processes).WithLoad(128, 34, 212, 1007, "/home", 91, 12);
    }
}
