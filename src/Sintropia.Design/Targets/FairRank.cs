namespace Sintropia.Design.Targets;

/// <summary>The place of a right answer in a ranking in which others may score the same: figures are expectations over the orders of equals, so that ties are not luck.</summary>
/// <param name="Better">How many candidates score higher.</param>
/// <param name="Equal">How many score the same, the right one among them; at least 1.</param>
public readonly record struct FairRank(int Better, int Equal)
{
    /// <summary>The place of one of some scores; what is not a number is below all numbers.</summary>
    /// <param name="scores">Higher is better.</param>
    /// <param name="right">Which of them is right.</param>
    public static FairRank Of(ReadOnlySpan<double> scores, int right)
    {
        var own = Known(scores[right]);
        var (better, equal) = (0, 0);
        foreach (var score in scores)
        {
            if (Known(score) > own) better++;
            else if (Known(score) == own) equal++;
        }

        return new(better, equal);
    }

    /// <summary>The mean place, from 1.</summary>
    public double Mean => Better + (Equal + 1) / 2.0;

    /// <summary>Probability to be among the first <paramref name="k"/>.</summary>
    public double Hit(int k) => Math.Clamp((k - Better) / (double)Equal, 0, 1);

    /// <summary>Expected reciprocal of the place.</summary>
    public double Reciprocal()
    {
        var sum = 0.0;
        for (var i = 1; i <= Equal; i++) sum += 1.0 / (Better + i);
        return sum / Equal;
    }

    private static double Known(double score) => double.IsNaN(score) ? double.NegativeInfinity : score;
}
