namespace Sintropia.Training.Quantising;

/// <summary>A product with a matrix of weights that is larger than what the processor keeps at hand.</summary>
/// <param name="Rows">Rows at once.</param>
/// <param name="Inputs">Columns of the weights.</param>
/// <param name="Outputs">Rows of the weights.</param>
/// <param name="Before">Microseconds in float32, the least of many.</param>
/// <param name="After">In int8.</param>
public sealed record ProductFinding(int Rows, int Inputs, int Outputs, double Before, double After)
{
    /// <summary>How many times as fast bytes are.</summary>
    public double Ratio => Before / After;
}
