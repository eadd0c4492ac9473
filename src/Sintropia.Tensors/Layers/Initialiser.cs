using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Layers;

/// <summary>Writes the first values of a parameter: a function of its shape and a key alone, so that neither the order of construction nor the machine matters.</summary>
/// <param name="values">Written, last axis fastest.</param>
/// <param name="shape">Of the parameter; outputs first, inputs after, as in [out, in].</param>
/// <param name="key">Made of the seed and the parameter's name.</param>
public delegate void Initialiser(Span<float> values, in Shape shape, ulong key);
