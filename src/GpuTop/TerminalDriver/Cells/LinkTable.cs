namespace GpuTop.TerminalDriver;

/// <summary>The addresses of a frame's links, numbered from 1; a number keeps its address for the lifetime of the frame.</summary>
internal sealed class LinkTable
{
    // Some hundred bytes each; a screen has a few, a day of use some hundred.
    private const int Most = 10_000;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _addresses = [];

    public string this[int number] => _addresses[number - 1];

    /// <summary>The number of an address; 0 when it holds a character other than visible ASCII or the table is full.</summary>
    public int NumberOf(string url)
    {
        if (_numbers.TryGetValue(url, out var number))
        {
            return number;
        }

        if (_addresses.Count == Most || url.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return 0;
        }

        _addresses.Add(url);
        return _numbers[url] = _addresses.Count;
    }
}
