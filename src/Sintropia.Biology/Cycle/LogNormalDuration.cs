using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Cycle;

/// <summary>The logarithm of the duration is normal.</summary>
/// <param name="MeanHours">Mean of the duration itself, h.</param>
/// <param name="Variation">Coefficient of variation: standard deviation over mean, &gt; 0.</param>
public sealed record LogNormalDuration(double MeanHours, double Variation) : DurationLaw
{
    private const int Points = 400;

    /// <summary>h.</summary>
    public double MeanHours { get; } = Positive(MeanHours, "mean");

    /// <summary>Standard deviation over mean.</summary>
    public double Variation { get; } = Variation > 0 && double.IsFinite(Variation)
        ? Variation
        : throw new ArgumentOutOfRangeException(nameof(Variation), Variation, $"A log-normal duration cannot have a coefficient of variation of {Variation}. Give a positive number such as 0.2, or use a fixed duration.");

    private double Sigma { get; } = Math.Sqrt(Elementary.Log1p(Variation * Variation));

    private double Mu { get; } = Elementary.Log(MeanHours) - Elementary.Log1p(Variation * Variation) / 2;

    /// <inheritdoc/>
    public override double Mean => MeanHours;

    /// <inheritdoc/>
    public override double Survival(double hours) => hours <= 0 ? 1 : Normal.Cumulative((Mu - Elementary.Log(hours)) / Sigma);

    /// <inheritdoc/>
    /// <remarks>No closed form: trapezoids in the normal score from −10 to 10, which converge geometrically for a smooth integrand (error below 1e-12); infinite for negative rates.</remarks>
    public override double Laplace(double rate)
    {
        if (rate < 0) return double.PositiveInfinity;
        const double step = 20.0 / Points;
        var sum = 0.0;
        for (var i = 0; i <= Points; i++)
        {
            var score = -10 + i * step;
            sum += Exp(-rate * Exp(Mu + Sigma * score) - score * score / 2);
        }

        return sum * step * 0.3989422804014327; // 1/√(2π)
    }

    /// <inheritdoc/>
    public override double Quantile(double probability) => Exp(Mu + Sigma * Normal.Quantile(probability));
}
