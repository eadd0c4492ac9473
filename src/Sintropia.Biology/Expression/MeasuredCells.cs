using Sintropia.Biology.Chance;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>Cells whose expression was measured, and the phases that each can have been in.</summary>
public sealed class MeasuredCells
{
    private readonly float[] _states;
    private readonly PhaseSet[] _stages;

    /// <summary>Measured cells.</summary>
    /// <param name="dimensions">Dimensions of a state.</param>
    /// <param name="states">What each expresses; shape [cells, dimensions], row-major.</param>
    /// <param name="stages">Phases that each can have been in: a score of genes, for example, does not tell G2 from M; shape [cells].</param>
    /// <exception cref="ArgumentException">No cells, shapes that do not match, or a number that is not finite.</exception>
    public MeasuredCells(int dimensions, float[] states, PhaseSet[] stages)
    {
        if (stages.Length == 0) throw new ArgumentException("A population cannot be founded on no cells. Give at least one.");
        if (states.Length != (long)dimensions * stages.Length) throw new ArgumentException($"{stages.Length} cells in {dimensions} dimensions are {(long)dimensions * stages.Length} numbers, and {states.Length} were given.");
        for (var i = 0; i < states.Length; i++)
            if (!float.IsFinite(states[i])) throw new ArgumentException($"Cell {i / dimensions} expresses {states[i]} in dimension {i % dimensions}, which is no state. Leave such cells out.");
        (Dimensions, _states, _stages) = (dimensions, states, stages);
    }

    /// <summary>Cells.</summary>
    public int Count => _stages.Length;

    /// <summary>Dimensions of a state.</summary>
    public int Dimensions { get; }

    /// <summary>Phases that a cell can have been in.</summary>
    public PhaseSet Stage(int cell) => _stages[cell];

    /// <summary>What a cell expresses; shape [dimensions].</summary>
    public ReadOnlySpan<float> State(int cell) => _states.AsSpan(cell * Dimensions, Dimensions);

    /// <summary>Cells of several measurements as one.</summary>
    /// <param name="parts">The measurements, of the same dimensions.</param>
    public static MeasuredCells Together(IReadOnlyList<MeasuredCells> parts) => parts.Count == 1
        ? parts[0]
        : new(parts[0].Dimensions, [.. parts.SelectMany(p => p._states)], [.. parts.SelectMany(p => p._stages)]);

    /// <summary>Draws the founders of a population among the cells: without replacement as far as they go, and then all over again, so that no cell founds more than one time more often than another.</summary>
    /// <param name="draws">The run's chance.</param>
    /// <param name="population">Number of the population in the organism.</param>
    /// <param name="founders">How many.</param>
    public MeasuredFounders Draw(Draws draws, uint population, int founders)
    {
        var ranks = new double[Count];
        var order = new int[Count];
        for (var i = 0; i < Count; i++) (ranks[i], order[i]) = (draws.Uniform(CellId.Founder(population, (ulong)i), Purpose.FounderSource), i);
        // Stable, so that two equal draws stay in the order of the file.
        order = [.. order.OrderBy(i => ranks[i])];
        return new(this, founders <= Count ? order[..founders] : order);
    }
}
