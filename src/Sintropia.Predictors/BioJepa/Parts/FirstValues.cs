using Sintropia.Tensors.Layers;

namespace Sintropia.Predictors.BioJepa.Parts;

/// <summary>How a bio-JEPA begins: weights normal with deviation 1/√inputs, cut off at two deviations; biases 0.</summary>
internal static class FirstValues
{
    public static Initialiser Of(int inputs) => Initialisers.TruncatedNormal(1 / Math.Sqrt(inputs));

    public static Linear Linear(int inputs, int outputs) => new(inputs, outputs, first: Of(inputs));
}
