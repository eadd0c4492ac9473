using System.Text.Json;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Layers;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures.Networks;

/// <summary>The files of a network's fixture while its cases run.</summary>
internal sealed class NetworkFixture : IDisposable
{
    private readonly WeightFile _inputs;
    private readonly JsonDocument _config;

    public NetworkFixture(FixtureFolder folder)
    {
        Weights = WeightFile.Open(folder.File("weights.safetensors"));
        _inputs = WeightFile.Open(folder.File("inputs.safetensors"));
        Reference = new(folder);
        _config = folder.Json("config.json");
    }

    public WeightFile Weights { get; }

    public ReferenceRun Reference { get; }

    public JsonElement Config => _config.RootElement;

    /// <summary>An input; masks are 0 and 1.</summary>
    public Tensor this[string name] => _inputs[name].ToTensor();

    public bool HasInput(string name) => _inputs.Find(name) is not null;

    public Indices Places(string name) => _inputs[name].ToIndices();

    /// <summary>An input of doubles as it is.</summary>
    public double[] Draws(string name) => _inputs[name].ToDoubles();

    /// <summary>A whole number of config.json, or of an object in it.</summary>
    public int Number(string name, JsonElement? within = null) => (within ?? Config).GetProperty(name).GetInt32();

    /// <summary>The gradients of a loss with respect to those parameters whose gradients the reference kept.</summary>
    public List<(string Key, Tensor Value)> Gradients(Layer network, string prefix, Func<Tensor> loss)
    {
        var parameters = network.Parameters.Where(p => Reference.Has(prefix + p.Name)).ToList();
        using var tape = new Tape();
        tape.Watch(parameters.Select(p => p.Tensor));
        var gradients = tape.Gradient(loss(), [.. parameters.Select(p => p.Tensor)]);
        return [.. parameters.Zip(gradients, (p, g) => (prefix + p.Name, g))];
    }

    /// <summary>Those weights of a network that the reference kept under a prefix.</summary>
    public List<(string Key, Tensor Value)> Kept(Layer network, string prefix) => [.. network.State.Where(s => Reference.Has(prefix + s.Name)).Select(s => (prefix + s.Name, s.Tensor.Clone()))];

    /// <summary>What layers gave that the reference kept under a prefix.</summary>
    public List<(string Key, Tensor Value)> Kept(LayerTrace trace, string prefix) => [.. trace.Names.Where(name => Reference.Has(prefix + name)).Select(name => (prefix + name, trace[name]))];

    public void Dispose()
    {
        Weights.Dispose();
        _inputs.Dispose();
        Reference.Dispose();
        _config.Dispose();
    }
}
