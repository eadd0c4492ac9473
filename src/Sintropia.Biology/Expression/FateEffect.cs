using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>How a programme of genes changes what becomes of cells: by its mean shift, x less x₀, a rate is multiplied by e^(weight · shift), in the named phases.</summary>
/// <param name="Programme">Its name.</param>
/// <param name="Dimensions">Its genes, as dimensions of the state.</param>
/// <param name="Weight">Natural logarithm of the factor at a mean shift of one unit of the state; negative for a programme that slows or protects.</param>
/// <param name="Phases">Phases in which it acts.</param>
/// <param name="Target">Which rate it multiplies.</param>
public sealed record FateEffect(string Programme, IReadOnlyList<int> Dimensions, double Weight, PhaseSet Phases, FateTarget Target)
{
    /// <summary>The greatest factor that all effects on a cell come to together, and the inverse of the least: beyond it nothing was ever calibrated.</summary>
    public const double MostFold = 10;
}
