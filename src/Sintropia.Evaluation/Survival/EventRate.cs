using MathNet.Numerics.Distributions;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Survival;

/// <summary>Events over hours under observation: a constant hazard.</summary>
/// <param name="Events">How many were seen.</param>
/// <param name="ExposureHours">Hours during which one would have been seen, summed over cells; &gt; 0 for a rate.</param>
public readonly record struct EventRate(int Events, double ExposureHours)
{
    /// <summary>Events per hour; NaN without exposure.</summary>
    public double PerHour => Events / ExposureHours;

    /// <summary>Rate with its exact Poisson interval, per hour. Garwood 1936, doi:10.1093/biomet/28.3-4.437. It takes events as independent, which relatives are only
    /// roughly.</summary>
    public Interval Interval(double confidence = 0.95)
    {
        var tail = (1 - confidence) / 2;
        var low = Events == 0 ? 0 : Gamma.InvCDF(Events, 1, tail);
        return new(PerHour, low / ExposureHours, Gamma.InvCDF(Events + 1, 1, 1 - tail) / ExposureHours);
    }
}
