using System.Text;
using Sintropia.Biology.Chance;
using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>A part of a network that has parameters, each under a name: those of its own, and those of the layers in it behind their names and a dot, as in published state dictionaries.</summary>
/// <remarks>A new layer holds NaN, so that one that was neither initialised nor loaded is noticed at its first result.</remarks>
public abstract class Layer
{
    private readonly List<(string Name, Parameter? Own, Layer? Inner)> _entries = [];

    /// <summary>What is trained, in the order of construction. The names are unique.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Parameters => All("").Where(p => !p.Parameter.IsBuffer).Select(p => (p.Name, p.Parameter.Tensor));

    /// <summary>What moves with training but has no gradient: running averages.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Buffers => All("").Where(p => p.Parameter.IsBuffer).Select(p => (p.Name, p.Parameter.Tensor));

    /// <summary>Parameters and buffers: all that a file of weights holds.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State => All("").Select(p => (p.Name, p.Parameter.Tensor));

    /// <summary>This layer under the empty name, and all layers in it under theirs, outermost first.</summary>
    public IEnumerable<(string Name, Layer Layer)> Layers => Under("");

    /// <summary>Draws first values for everything; each parameter's are a function of the seed, its name and its shape.</summary>
    public void Initialise(ulong seed)
    {
        foreach (var (name, parameter) in All(""))
        {
            var values = new float[parameter.Tensor.Count];
            parameter.First(values, parameter.Tensor.Shape, Key(seed, name));
            parameter.Tensor.CopyFrom(values);
        }
    }

    /// <summary>Copies values in by name.</summary>
    /// <param name="state">Name and values of each tensor of <see cref="State"/>.</param>
    /// <param name="strict">Whether a missing or an unknown name is an error; names that are known are loaded either way.</param>
    /// <exception cref="ArgumentException">A name is missing or unknown, while strict.</exception>
    /// <exception cref="ShapeException">A tensor has another shape. Nothing was copied then.</exception>
    public void Load(IEnumerable<(string Name, Tensor Tensor)> state, bool strict = true)
    {
        foreach (var (parameter, tensor) in Matched(state, strict)) parameter.Tensor.CopyFrom(tensor.ToArray());
    }

    /// <summary>Uses tensors themselves as parameters, by name: to share weights, or to take gradients with respect to tensors that are computed.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    /// <inheritdoc cref="Load" path="/exception"/>
    public void Adopt(IEnumerable<(string Name, Tensor Tensor)> state, bool strict = true)
    {
        foreach (var (parameter, tensor) in Matched(state, strict)) parameter.Tensor = tensor;
    }

    /// <summary>A parameter of its own.</summary>
    protected Parameter Own(string name, in Shape shape, Initialiser first, IBackend? backend) => Add(new(name, Unset(shape, backend), first, false));

    /// <summary>A tensor of its own that is kept with the parameters but not trained.</summary>
    protected Parameter OwnBuffer(string name, in Shape shape, Initialiser first, IBackend? backend) => Add(new(name, Unset(shape, backend), first, true));

    /// <summary>A layer in it. An empty name passes the inner names on as they are.</summary>
    protected TLayer Inner<TLayer>(string name, TLayer layer) where TLayer : Layer
    {
        _entries.Add((name, null, layer));
        return layer;
    }

    /// <summary>What a layer gives, told to an open <see cref="LayerTrace"/>. The last thing that a layer does.</summary>
    /// <returns>The same tensor.</returns>
    protected Tensor Seen(Tensor result) => LayerTrace.See(this, result);

    // Outside any workspace: parameters outlive scopes.
    private static Tensor Unset(in Shape shape, IBackend? backend)
    {
        backend ??= ManagedBackend.Shared;
        var tensor = new Tensor(backend.Allocate(shape.Count), shape, Strides.Of(shape), 0);
        backend.Fill(tensor, float.NaN);
        return tensor;
    }

    private Parameter Add(Parameter parameter)
    {
        _entries.Add((parameter.Name, parameter, null));
        return parameter;
    }

    private IEnumerable<(string Name, Parameter Parameter)> All(string prefix)
    {
        foreach (var (name, own, inner) in _entries)
        {
            if (own is not null) yield return (prefix + name, own);
            else
                foreach (var deeper in inner!.All(name.Length == 0 ? prefix : $"{prefix}{name}."))
                    yield return deeper;
        }
    }

    private IEnumerable<(string Name, Layer Layer)> Under(string name)
    {
        yield return (name, this);
        foreach (var (inner, _, layer) in _entries)
            if (layer is not null)
                foreach (var deeper in layer.Under(name.Length == 0 ? inner : inner.Length == 0 ? name : $"{name}.{inner}"))
                    yield return deeper;
    }

    private List<(Parameter, Tensor)> Matched(IEnumerable<(string Name, Tensor Tensor)> state, bool strict)
    {
        var own = All("").ToDictionary(p => p.Name, p => p.Parameter, StringComparer.Ordinal);
        var given = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in state) given[name] = tensor;

        string[] missing = [.. own.Keys.Where(name => !given.ContainsKey(name))], unknown = [.. given.Keys.Where(name => !own.ContainsKey(name) && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))]; // PyTorch's batch norms count batches, and do nothing with it
        if (strict && (missing.Length > 0 || unknown.Length > 0))
            throw new ArgumentException($"The weights do not fit this network. Missing: {Some(missing)}; unknown: {Some(unknown)}. Check the network's sizes and names, or load what fits with strict: false.");

        var matched = new List<(Parameter, Tensor)>();
        foreach (var (name, tensor) in given)
        {
            if (!own.TryGetValue(name, out var parameter)) continue;
            if (parameter.Tensor.Shape != tensor.Shape)
                throw ShapeException.Misfit($"Load '{name}'", parameter.Tensor.Shape, tensor.Shape, "the first is the network's, the second the file's. Check the network's sizes.");
            matched.Add((parameter, tensor));
        }

        return matched;
    }

    // FNV-1a of the name, then a block of Philox: any change of either changes all bits.
    private static ulong Key(ulong seed, string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 0x100000001B3;
        return Philox.Encrypt(new(0x5EED, hash), seed).Low;
    }

    private static string Some(string[] names) => names.Length switch
    {
        0 => "none",
        <= 5 => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more",
    };
}
