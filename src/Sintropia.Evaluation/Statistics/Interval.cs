namespace Sintropia.Evaluation.Statistics;

/// <summary>An estimate between the ends of its confidence interval.</summary>
/// <param name="Estimate">The point estimate.</param>
/// <param name="Low">Lower end, in the unit of the estimate.</param>
/// <param name="High">Upper end, in the unit of the estimate.</param>
public readonly record struct Interval(double Estimate, double Low, double High)
{
    /// <summary>High − low.</summary>
    public double Width => High - Low;

    /// <summary>Whether a value lies in the interval, its ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
