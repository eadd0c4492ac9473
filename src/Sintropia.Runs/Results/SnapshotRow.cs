using System.Runtime.InteropServices;
using Sintropia.Biology.Cells;

namespace Sintropia.Runs.Results;

/// <summary>Where and when a cell was seen, for a row of `cells.h5ad`. Followed in the file by the cell, the levels of all agents and x.</summary>
/// <param name="Condition">Number of its condition.</param>
/// <param name="Replicate">1 for the first.</param>
/// <param name="Tissue">Number of its tissue.</param>
/// <param name="Time">h.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct SnapshotRow(int Condition, int Replicate, long Tissue, double Time)
{
    /// <summary>Bytes of a row without what follows.</summary>
    public const int Bytes = 24;

    /// <summary>Bytes of a whole row.</summary>
    /// <param name="agents">Agents of the scenario.</param>
    /// <param name="dimensions">Dimensions of a state.</param>
    public static int Length(int agents, int dimensions) => Bytes + Cell.Bytes + agents * sizeof(double) + dimensions * sizeof(float);
}
