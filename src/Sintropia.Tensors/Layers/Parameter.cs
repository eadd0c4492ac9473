namespace Sintropia.Tensors.Layers;

/// <summary>A place for a tensor that a layer owns: what it is called, how it begins, and what is in it now.</summary>
public sealed class Parameter
{
    internal Parameter(string name, Tensor tensor, Initialiser first, bool isBuffer) => (Name, Tensor, First, IsBuffer) = (name, tensor, first, isBuffer);

    /// <summary>Its name within the layer.</summary>
    public string Name { get; }

    /// <summary>What is in it.</summary>
    public Tensor Tensor { get; internal set; }

    /// <summary>Whether it moves with training but has no gradient.</summary>
    public bool IsBuffer { get; }

    internal Initialiser First { get; }
}
