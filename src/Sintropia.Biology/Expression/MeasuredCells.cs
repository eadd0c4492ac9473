using Sintropia.Biology.Chance;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>Cells whose expression was measured, and the phases that each can have been in.</summary>
public sealed class MeasuredCells
{
    private readonly float[] _states, _residuals; // the latter empty until a programme is known
    private readonly PhaseSet[] _stages;
    private readonly string[] _names;

    /// <summary>Measured cells.</summary>
    /// <param name="dimensions">Dimensions of a state.</param>
    /// <param name="states">What each expresses; shape [cells, dimensions], row-major.</param>
    /// <param name="stages">Phases that each can have been in: a score of genes, for example, does not tell G2 from M; shape [cells].</param>
    /// <param name="names">What each is called where it was measured; null where nobody says; shape [cells].</param>
    /// <exception cref="ArgumentException">No cells, shapes that do not match, or a number that is not finite.</exception>
    public MeasuredCells(int dimensions, float[] states, PhaseSet[] stages, string[]? names = null) : this(dimensions, states, stages, names ?? new string[stages.Length], [])
    {
        if (stages.Length == 0) throw new ArgumentException("A population cannot be founded on no cells. Give at least one.");
        if (states.Length != (long)dimensions * stages.Length) throw new ArgumentException($"{stages.Length} cells in {dimensions} dimensions are {(long)dimensions * stages.Length} numbers, and {states.Length} were given.");
        if (_names.Length != stages.Length) throw new ArgumentException($"{_names.Length} names were given for {stages.Length} cells. Give each its name, or none.");
        for (var i = 0; i < states.Length; i++)
            if (!float.IsFinite(states[i])) throw new ArgumentException($"Cell {i / dimensions} expresses {states[i]} in dimension {i % dimensions}, which is no state. Leave such cells out.");
    }

    private MeasuredCells(int dimensions, float[] states, PhaseSet[] stages, string[] names, float[] residuals) => (Dimensions, _states, _stages, _names, _residuals) = (dimensions, states, stages, names, residuals);

    /// <summary>Cells.</summary>
    public int Count => _stages.Length;

    /// <summary>Dimensions of a state.</summary>
    public int Dimensions { get; }

    /// <summary>Phases that a cell can have been in.</summary>
    public PhaseSet Stage(int cell) => _stages[cell];

    /// <summary>What a cell is called where it was measured; empty where nobody says.</summary>
    public string Name(int cell) => _names[cell] ?? "";

    /// <summary>What a cell expresses; shape [dimensions].</summary>
    public ReadOnlySpan<float> State(int cell) => _states.AsSpan(cell * Dimensions, Dimensions);

    /// <summary>What sets a cell apart for good from others of its type; shape [dimensions].</summary>
    /// <exception cref="InvalidOperationException">No programme was given by <see cref="Beyond"/>.</exception>
    public ReadOnlySpan<float> Residual(int cell) => _residuals.Length > 0
        ? _residuals.AsSpan(cell * Dimensions, Dimensions)
        : throw new InvalidOperationException("What these cells express beyond their programme is not known. Give the programme first.");

    /// <summary>The same cells with what they express beyond the mean of their type and phase, and beyond where in the cycle they stood.</summary>
    /// <param name="programme">Means of their type by phase.</param>
    /// <param name="spread">Standard deviation beyond them in each dimension.</param>
    public MeasuredCells Beyond(PhaseProgramme programme, IReadOnlyList<double> spread)
    {
        var plane = new CyclePlane(programme, spread);
        var residuals = new float[_states.Length];
        for (var cell = 0; cell < Count; cell++)
        {
            var state = cell * Dimensions;
            var residual = residuals.AsSpan(state, Dimensions);
            var stage = _stages[cell];
            var mean = programme.In(Phases.All.First(p => stage.Has(p)));
            for (var k = 0; k < Dimensions; k++) residual[k] = _states[state + k] - mean[k];
            plane.Remove(residual);
        }

        return new(Dimensions, _states, _stages, _names, residuals);
    }

    /// <summary>Standard deviation of what cells express beyond their programmes, in each dimension; shape [dimensions].</summary>
    /// <param name="parts">The cells, of the same dimensions.</param>
    public static double[] Spread(IReadOnlyList<MeasuredCells> parts)
    {
        var sums = new double[parts[0].Dimensions];
        foreach (var part in parts)
            for (var cell = 0; cell < part.Count; cell++)
            {
                var residual = part.Residual(cell);
                for (var k = 0; k < sums.Length; k++) sums[k] += (double)residual[k] * residual[k];
            }

        var cells = parts.Sum(p => p.Count);
        return [.. sums.Select(s => Math.Sqrt(s / cells))];
    }

    /// <summary>Cells of several measurements as one.</summary>
    /// <param name="parts">The measurements, of the same dimensions.</param>
    public static MeasuredCells Together(IReadOnlyList<MeasuredCells> parts) => parts.Count == 1
        ? parts[0]
        : new(parts[0].Dimensions, [.. parts.SelectMany(p => p._states)], [.. parts.SelectMany(p => p._stages)], [.. parts.SelectMany(p => p._names)]);

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
