namespace Sintropia.Tensors.Layers;

/// <summary>Keeps what each layer of a network gave last, by the layer's name, while it is open on this thread: to look into a network, and to hold it to a reference layer by layer.</summary>
/// <remarks>
/// <code>
/// using var trace = new LayerTrace(network);
/// var y = network.Of(x);
/// var attended = trace["blocks.0.attn"];
/// </code>
/// Traces nest; only the innermost keeps. What was made in a workspace's scope ends with the scope.
/// </remarks>
public sealed class LayerTrace : IDisposable
{
    [ThreadStatic]
    private static LayerTrace? _current;

    private readonly Dictionary<Layer, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Tensor> _results = new(StringComparer.Ordinal);
    private readonly LayerTrace? _outer;

    /// <summary>Opens a trace on this thread.</summary>
    /// <param name="network">Whose layers are of interest.</param>
    public LayerTrace(Layer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (var (name, layer) in network.Layers) _names[layer] = name;
        _outer = _current;
        _current = this;
    }

    /// <summary>The names of the layers that gave something so far.</summary>
    public IReadOnlyCollection<string> Names => _results.Keys;

    /// <summary>What a layer gave last.</summary>
    /// <param name="name">Its name in the network: empty for the network itself.</param>
    /// <exception cref="KeyNotFoundException">No layer of that name gave anything.</exception>
    public Tensor this[string name] => Find(name) ?? throw new KeyNotFoundException(
        $"No layer '{name}' gave anything while the trace was open. Those that did: {string.Join(", ", _results.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>What a layer gave last; null if it gave nothing.</summary>
    /// <param name="name">Its name in the network: empty for the network itself.</param>
    public Tensor? Find(string name) => _results.GetValueOrDefault(name);

    /// <summary>Closes the trace; what it kept can still be read.</summary>
    public void Dispose()
    {
        if (ReferenceEquals(_current, this)) _current = _outer;
    }

    internal static Tensor See(Layer layer, Tensor result)
    {
        if (_current is { } trace && trace._names.TryGetValue(layer, out var name)) trace._results[name] = result;
        return result;
    }
}
