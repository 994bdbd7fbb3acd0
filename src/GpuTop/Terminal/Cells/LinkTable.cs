namespace GpuTop.Terminal;

/// <summary>The addresses that a frame has linked to, numbered from 1 for as long as the frame lives, so that a number means the
/// same in the next drawing.</summary>
internal sealed class LinkTable
{
    // Some hundred bytes each; a screen has a few, a day some hundred.
    private const int Most = 10_000;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _addresses = [];

    public string this[int number] => _addresses[number - 1];

    /// <summary>The number of an address; 0 when it is none that may be written to a terminal.</summary>
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
