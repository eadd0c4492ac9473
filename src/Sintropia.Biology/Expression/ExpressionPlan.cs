using Sintropia.Biology.Cycle;

namespace Sintropia.Biology.Expression;

/// <summary>How cells express their genes in a run: in what space, how fast they follow a predictor, and how alike they are. Absent where a run has no expression.</summary>
public sealed record ExpressionPlan
{
    /// <summary>Most dimensions of a state.</summary>
    public const int MostDimensions = 4096;

    /// <summary>Name of the predictor.</summary>
    public required string Predictor { get; init; }

    /// <summary>The predictor itself where a scenario names a file of a trained model; null for one of those that are known by name.</summary>
    public IResponsePredictor? Trained { get; init; }

    /// <summary>Dimensions of a cell's state: genes, or axes of a latent space.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Names of the dimensions, such as genes; empty for a latent space whose axes have numbers only.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>What the numbers of a state mean.</summary>
    public ExpressionSpace Space { get; init; } = ExpressionSpace.Latent;

    /// <summary>Half-life of the way to where a cell would settle, h; one for all dimensions or one for each. Infinite for a dimension that never moves.</summary>
    public required IReadOnlyList<double> HalfLives { get; init; }

    /// <summary>Relative change of a level that counts as another exposure, such as 0.1; 0 for any change.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>Ticks after which a predictor is asked although neither phase nor exposure changed.</summary>
    public int AskEvery { get; init; } = 48;

    /// <summary>Standard deviation of what cells of one type and phase differ by; one for all dimensions or one for each.</summary>
    public IReadOnlyList<double> ResidualSpread { get; init; } = [0];

    /// <summary>Correlation ρ of a cell's residual with its mother's, 0 to 1. The rest is noise of partition: what one daughter gains the other lacks. The spread stays the same over generations.</summary>
    public double Inheritance { get; init; } = 0.9;

    /// <summary>Mean expression by phase, by cell type; a type that is missing expresses the origin in every phase.</summary>
    public IReadOnlyList<PhaseProgramme> Programmes { get; init; } = [];

    /// <summary>How what cells express changes what becomes of them; not at all unless something is named.</summary>
    public IReadOnlyList<FateEffect> Fate { get; init; } = [];

    /// <summary>Makes sure that it can be carried out.</summary>
    /// <exception cref="ArgumentException">A number that makes no sense, or lists whose lengths do not match.</exception>
    public void Check()
    {
        if (Dimensions is < 1 or > MostDimensions) throw new ArgumentException($"Expression in {Dimensions} dimensions is not supported. Use from 1 to {MostDimensions}, for example a latent space or a panel of variable genes.");
        if (Features.Count != 0 && Features.Count != Dimensions) throw new ArgumentException($"There are {Features.Count} names for {Dimensions} dimensions. Give each its name, or none.");
        CheckLength(HalfLives.Count, "half-lives");
        CheckLength(ResidualSpread.Count, "residual spreads");
        if (HalfLives.FirstOrDefault(h => !(h > 0), double.NaN) is var h && !double.IsNaN(h)) throw new ArgumentException($"A half-life of {h} h is not positive. Give the time in which half of the way to the settled state is gone, for example 6.");
        if (HalfLives.Any(double.IsNaN)) throw new ArgumentException("A half-life is not a number. Give hours, for example 6.");
        if (ResidualSpread.FirstOrDefault(s => !(s >= 0 && double.IsFinite(s)), 0) is var s && s != 0) throw new ArgumentException($"A residual spread of {s} is no standard deviation. Give 0 or more.");
        if (!(Tolerance >= 0 && double.IsFinite(Tolerance))) throw new ArgumentException($"A tolerance of {Tolerance} is no relative change. Give 0 or more, for example 0.1.");
        if (AskEvery < 1) throw new ArgumentException($"A predictor cannot be asked every {AskEvery} ticks. Give 1 or more.");
        if (!(Inheritance is >= 0 and <= 1)) throw new ArgumentException($"A cell cannot inherit {Inheritance} of its mother's residual. Give a number from 0 to 1.");
        foreach (var programme in Programmes)
            if (programme.Means.Length != Phases.Count * Dimensions)
                throw new ArgumentException($"The programme of {programme.CellType} holds {programme.Means.Length} numbers, and {Phases.Count} phases of {Dimensions} dimensions are {Phases.Count * Dimensions}. Give one mean for each.");
        foreach (var effect in Fate)
        {
            if (effect.Dimensions.Count == 0 || effect.Dimensions.Any(k => k < 0 || k >= Dimensions)) throw new ArgumentException($"The programme {effect.Programme} is of {effect.Dimensions.Count} dimensions, and they have to be from 0 to {Dimensions - 1}. Name at least one that the state has.");
            if (!double.IsFinite(effect.Weight)) throw new ArgumentException($"The programme {effect.Programme} has a weight of {effect.Weight} on fate. Give a finite logarithm of a factor, for example 0.5.");
        }
    }

    private void CheckLength(int count, string what)
    {
        if (count != 1 && count != Dimensions) throw new ArgumentException($"There are {count} {what} for {Dimensions} dimensions. Give one for all, or one for each.");
    }
}
