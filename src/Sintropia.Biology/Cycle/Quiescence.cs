namespace Sintropia.Biology.Cycle;

/// <summary>The branch of a newborn: straight into the cycle, or first to rest in G0.</summary>
/// <param name="Probability">Of resting, 0 to 1, when nothing raises it.</param>
/// <param name="Rest">How long the rest takes, h; <see cref="Endless"/> if nothing wakes the cell.</param>
/// <remarks>Spencer et al. 2013, doi:10.1016/j.cell.2013.08.062: sisters commit at once or rest, by their CDK2 activity after mitosis.</remarks>
public sealed record Quiescence(double Probability, DurationLaw Rest)
{
    /// <summary>No newborn rests; one that is made to rest stays.</summary>
    public static Quiescence None { get; } = new(0, new Endless());

    /// <summary>0 to 1.</summary>
    public double Probability { get; } = Probability is >= 0 and <= 1
        ? Probability
        : throw new ArgumentOutOfRangeException(nameof(Probability), Probability, $"The probability that a newborn rests cannot be {Probability}. Give a number from 0 to 1.");
}
