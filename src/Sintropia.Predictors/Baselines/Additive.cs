using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Baselines;

/// <summary>B5: effects of singles add up, c̄ + e_A + e_B. No double is used. No published deep model was better on doubles (Ahlmann-Eltze et al. 2025).</summary>
public sealed class Additive : Baseline
{
    private readonly MissingSingle _missing;
    private readonly double[] _mean;
    private readonly NearestNeighbours? _neighbours;

    /// <summary>The singles of a table.</summary>
    /// <param name="table">Training data.</param>
    /// <param name="missing">What a single is taken for that was not measured.</param>
    public Additive(EffectTable table, MissingSingle missing = MissingSingle.NoChange) : base(table)
    {
        _missing = missing;
        double[][] singles = [.. table.Perturbations.Where(p => Treatment.Parts(p, table.Control).Count() == 1).Select(p => table.Effect(p)!)];
        _mean = singles.Length == 0 ? new double[table.Genes.Length] : EffectTable.Mean(singles);
        Name = missing == MissingSingle.NoChange ? "additive" : "additive (mean for missing)";
    }

    /// <summary>The singles of a table; one that was not measured is taken for what its neighbours do.</summary>
    /// <param name="table">Training data.</param>
    /// <param name="neighbours">Of the same data.</param>
    public Additive(EffectTable table, NearestNeighbours neighbours) : this(table)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        (_neighbours, Name) = (neighbours, "additive (neighbours for missing)");
    }

    /// <inheritdoc/>
    public override string Name { get; }

    private protected override void Move(Treatment treatment, Span<float> cells)
    {
        foreach (var dose in treatment.Doses)
        {
            var effect = Table.EffectOf([dose.Perturbation]) ?? _neighbours?.Effect(new([new(dose.Perturbation)], treatment.Context)) ?? (_missing == MissingSingle.MeanEffect ? _mean : null);
            if (effect is not null) Add(effect, dose.Level, cells);
        }
    }
}
