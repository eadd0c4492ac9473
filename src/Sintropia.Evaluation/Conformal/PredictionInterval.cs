namespace Sintropia.Evaluation.Conformal;

/// <summary>Where a value is expected.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; below the lower one where nothing is expected anywhere.</param>
public readonly record struct PredictionInterval(double Low, double High)
{
    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => !(Low <= High);

    /// <summary>Its width; 0 of an empty one.</summary>
    public double Width => IsEmpty ? 0 : High - Low;

    /// <summary>Whether it holds a value.</summary>
    public bool Contains(double y) => Low <= y && y <= High;

    /// <summary>Winkler's score: the width, and 2/α for each unit that the value lies outside. Lower is better.</summary>
    /// <remarks>Winkler 1972, doi:10.1080/01621459.1972.10481224.</remarks>
    public double Score(double y, double alpha) => High - Low + 2 / alpha * (Math.Max(0, Low - y) + Math.Max(0, y - High));

    /// <summary>The pinball loss of one end as a quantile: τ·(y − end) where y is above it, (1 − τ)·(end − y) where it is below.</summary>
    public static double Pinball(double y, double end, double tau) => Math.Max(tau * (y - end), (tau - 1) * (y - end));
}
