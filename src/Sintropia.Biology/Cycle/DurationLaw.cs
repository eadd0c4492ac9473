using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Cycle;

/// <summary>How long a phase takes when nothing disturbs it: the law of the work (h) that a cell draws on entering it.</summary>
public abstract record DurationLaw
{
    /// <summary>Mean duration, h.</summary>
    public abstract double Mean { get; }

    /// <summary>P(T &gt; t): the fraction of cells still in the phase after <paramref name="hours"/> of unperturbed progress.</summary>
    public abstract double Survival(double hours);

    /// <summary>φ(g) = E[e^(−gT)], for rates g (1/h) where it is finite.</summary>
    public abstract double Laplace(double rate);

    /// <summary>The duration (h) that a fraction <paramref name="probability"/> of cells does not exceed.</summary>
    /// <remarks>By bisection unless a law knows better; to the last bit.</remarks>
    public virtual double Quantile(double probability)
    {
        double low = 0, high = Mean;
        while (1 - Survival(high) < probability) high *= 2;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return high;
            if (1 - Survival(middle) < probability) low = middle;
            else high = middle;
        }
    }

    /// <summary>Draws a duration, h.</summary>
    /// <param name="draws">The run's chance.</param>
    /// <param name="cell">Who draws.</param>
    /// <param name="purpose">What the duration is for.</param>
    /// <param name="index">Index of its first draw; a law takes fewer than 2¹⁶.</param>
    public virtual double Draw(Draws draws, CellId cell, Purpose purpose, ulong index) => Quantile(draws.Uniform(cell, purpose, index));

    /// <summary>Mean time in the phase discounted at a rate: (1 − φ(g)) / g; the mean where g is 0. The number of cells in a phase of a population that grows at g is proportional to it.</summary>
    public double Occupancy(double rate)
    {
        // Near zero the quotient loses its digits; the mean is its limit and right to |g|·T/2.
        var scaled = rate * Mean;
        return scaled is > -1e-9 and < 1e-9 ? Mean : (1 - Laplace(rate)) / rate;
    }

    /// <summary>Throws unless a number is a duration.</summary>
    private protected static double Positive(double hours, string what) => hours > 0 && double.IsFinite(hours)
        ? hours
        : throw new ArgumentOutOfRangeException(what, hours, $"A phase cannot have {what} = {hours} h. Give a positive number of hours.");

    /// <summary>e^x, for subclasses.</summary>
    private protected static double Exp(double x) => Elementary.Exp(x);
}
