namespace Sintropia.Simulation.Replays;

/// <summary>The whole life of a cell, and those of its ancestors, derived anew.</summary>
/// <param name="Ancestry">How it descends from its founder.</param>
/// <param name="Lives">The lives of the founder, her daughter, and so on; as many as were lived.</param>
/// <param name="Moments">The cell at the end of every tick in which it was there; for founders also at the start of the run. Empty if it was never born.</param>
public sealed record ReplayedLife(Ancestry Ancestry, IReadOnlyList<ReplayedCell> Lives, IReadOnlyList<CellMoment> Moments)
{
    /// <summary>Whether the cell was born in the run.</summary>
    public bool Lived => Lives.Count == Ancestry.Line.Count;

    /// <summary>Position of the tissue where it was last.</summary>
    public int Tissue => Moments.Count > 0 ? Moments[^1].Tissue : Ancestry.Tissue;

    /// <summary>The cell's own life, or the last of its line that was lived.</summary>
    public ReplayedCell Last => Lives[^1];
}
