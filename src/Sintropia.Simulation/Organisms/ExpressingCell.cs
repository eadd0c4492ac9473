using Sintropia.Biology.Cells;

namespace Sintropia.Simulation.Organisms;

/// <summary>A cell, and what it expresses now.</summary>
/// <param name="Tissue">Number of its tissue.</param>
/// <param name="Cell">Its state.</param>
/// <param name="Present">x; shape [dimensions].</param>
public sealed record ExpressingCell(int Tissue, Cell Cell, float[] Present)
{
    /// <summary>The order in which they are written: by tissue and identity.</summary>
    public static int Order(ExpressingCell a, ExpressingCell b) => a.Tissue != b.Tissue ? a.Tissue.CompareTo(b.Tissue) : a.Cell.Id.CompareTo(b.Cell.Id);
}
