using System.Reactive.Disposables;
using GpuTop.Ssh;
using GpuTop.TerminalDriver;

namespace GpuTop.Effects;

/// <summary>The terminal that a <see cref="Tty"/> has lent.</summary>
/// <param name="device">Its functions.</param>
internal sealed class LentTerminal(ITtyDevice device) : IUserTerminal
{
    public (int Width, int Height) Size => device.Size;

    public IDisposable MakeRaw()
    {
        device.MakeRaw();
        return Disposable.Create(device.Restore);
    }

    public int Read(Span<byte> keys, TimeSpan within) => device.Poll(within) > 0 ? device.Read(keys) : -1;

    public void Write(ReadOnlySpan<byte> output) => device.Write(output);
}
