using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>The measured cells that the founders of a population are made of.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Order">Which cell each founder is made of, over and over again; shape [distinct founders].</param>
public sealed record MeasuredFounders(MeasuredCells Cells, IReadOnlyList<int> Order)
{
    /// <summary>What a founder expresses; shape [dimensions].</summary>
    /// <param name="founder">Its number, from nought.</param>
    public ReadOnlySpan<float> State(int founder) => Cells.State(Order[founder % Order.Count]);

    /// <summary>What sets a founder apart for good; shape [dimensions].</summary>
    /// <param name="founder">Its number, from nought.</param>
    public ReadOnlySpan<float> Residual(int founder) => Cells.Residual(Order[founder % Order.Count]);

    /// <summary>What the cell is called where it was measured that a founder is made of.</summary>
    /// <param name="founder">Its number, from nought.</param>
    public string Name(int founder) => Cells.Name(Order[founder % Order.Count]);

    /// <summary>Phases that a founder can be in.</summary>
    /// <param name="founder">Its number, from nought.</param>
    public PhaseSet Stage(int founder) => Cells.Stage(Order[founder % Order.Count]);
}
