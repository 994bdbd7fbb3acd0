namespace GpuTop.Tests.Architecture;

/// <summary>Groups of nodes that reach each other (strongly connected components, Tarjan 1972).</summary>
internal sealed class Cycles
{
    private readonly ILookup<string, string> _targets;
    private readonly Dictionary<string, int> _indexes = [];
    private readonly Dictionary<string, int> _lowest = [];
    private readonly Stack<string> _open = [];
    private readonly List<string[]> _found = [];

    private Cycles(IEnumerable<(string From, string To)> edges)
    {
        _targets = edges.Distinct().ToLookup(edge => edge.From, edge => edge.To);
        foreach (var node in _targets.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (!_indexes.ContainsKey(node))
            {
                Visit(node);
            }
        }
    }

    /// <summary>The groups of two nodes or more, each sorted by name.</summary>
    public static IReadOnlyList<string[]> Of(IEnumerable<(string From, string To)> edges) => new Cycles(edges)._found;

    private void Visit(string node)
    {
        _indexes[node] = _lowest[node] = _indexes.Count;
        _open.Push(node);
        foreach (var target in _targets[node])
        {
            if (!_indexes.TryGetValue(target, out var index))
            {
                Visit(target);
                _lowest[node] = Math.Min(_lowest[node], _lowest[target]);
            }
            else if (_open.Contains(target))
            {
                _lowest[node] = Math.Min(_lowest[node], index);
            }
        }

        if (_lowest[node] == _indexes[node])
        {
            Close(node);
        }
    }

    private void Close(string root)
    {
        var group = new List<string>();
        do
        {
            group.Add(_open.Pop());
        }
        while (group[^1] != root);

        if (group.Count > 1)
        {
            _found.Add([.. group.Order(StringComparer.Ordinal)]);
        }
    }
}
