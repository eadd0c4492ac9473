using Sintropia.Evaluation.Statistics;

namespace Sintropia.Evaluation.Conformal;

/// <summary>How far off a new unit may be expected to be, from how far off exchangeable units were that nothing was trained on.</summary>
/// <remarks>
/// Split conformal prediction: Vovk, Gammerman and Shafer 2005; Lei et al. 2018, doi:10.1080/01621459.2017.1307116. For unseen perturbations the unit is the perturbation, not the cell and not the gene.
/// </remarks>
public static class ConformalQuantile
{
    // (n + 1)(1 − α) may land just above a whole number that it is.
    private const double Rounding = 1e-9;

    /// <summary>k = ⌈(n + 1)(1 − α)⌉: which score, counted from the smallest, is the quantile. Beyond n there is none.</summary>
    /// <param name="units">n.</param>
    /// <param name="alpha">The share of units that may be missed.</param>
    public static int Rank(int units, double alpha)
    {
        if (!(alpha > 0 && alpha < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, $"A share of {alpha} cannot be missed. Give one between 0 and 1, as 0.1.");
        return (int)Math.Ceiling((units + 1) * (1 - alpha) - Rounding);
    }

    /// <summary>The fewest units with a finite quantile: ⌈1/α⌉ − 1.</summary>
    public static int FewestUnits(double alpha)
    {
        var fewest = 1;
        while (Rank(fewest, alpha) > fewest) fewest++;
        return fewest;
    }

    /// <summary>The k-th smallest score; infinite where there are too few.</summary>
    /// <param name="scores">One per unit.</param>
    /// <param name="alpha">The share of units that may be missed.</param>
    public static double Of(IReadOnlyCollection<double> scores, double alpha)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var rank = Rank(scores.Count, alpha);
        return rank > scores.Count ? double.PositiveInfinity : scores.Order().ElementAt(rank - 1);
    }

    /// <summary>The same in each group by itself, so that coverage holds within groups.</summary>
    /// <param name="scores">One per unit.</param>
    /// <param name="groups">The group of each unit: a function of what is known before, never of the score.</param>
    /// <param name="alpha">The share of units that may be missed.</param>
    /// <returns>A quantile by group; infinite for groups with too few units.</returns>
    public static IReadOnlyDictionary<TGroup, double> OfGroups<TGroup>(IReadOnlyList<double> scores, IReadOnlyList<TGroup> groups, double alpha) where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(groups);
        if (scores.Count != groups.Count) throw new ArgumentException($"{scores.Count} scores cannot have {groups.Count} groups. Give one group per score.");
        return scores.Zip(groups).GroupBy(p => p.Second).ToDictionary(g => g.Key, g => Of([.. g.Select(p => p.First)], alpha));
    }

    /// <summary>The quantile where new units are drawn otherwise than the old ones: the smallest score with a share of 1 − α of the weight at or below it; the new unit's weight stands at infinity.</summary>
    /// <param name="scores">One per unit.</param>
    /// <param name="weights">How much likelier each unit is among new ones than among old ones.</param>
    /// <param name="weightOfNew">The same of the new unit.</param>
    /// <param name="alpha">The share of units that may be missed.</param>
    /// <remarks>Tibshirani et al. 2019, arXiv:1904.06019. Where the weights are not known nothing is guaranteed.</remarks>
    public static double Weighted(IReadOnlyList<double> scores, IReadOnlyList<double> weights, double weightOfNew, double alpha)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(weights);
        if (scores.Count != weights.Count) throw new ArgumentException($"{scores.Count} scores cannot have {weights.Count} weights. Give one weight per score.");
        if (!(weightOfNew >= 0) || weights.Any(w => !(w >= 0))) throw new ArgumentException("A weight is negative or not a number. Weights are ratios of densities, 0 or more.");
        var all = weights.Sum() + weightOfNew;
        var sum = 0.0;
        foreach (var (score, weight) in scores.Zip(weights).OrderBy(p => p.First))
        {
            sum += weight / all;
            if (sum >= 1 - alpha) return score;
        }

        return double.PositiveInfinity;
    }

    /// <summary>How many of some new units are covered, by chance alone: the beta-binomial law of <see cref="CoverageBand"/> and so many trials.</summary>
    /// <param name="units">n; enough for a finite quantile.</param>
    /// <param name="tried">New units.</param>
    /// <param name="alpha">The share of units that may be missed.</param>
    /// <param name="level">Of the band: at most (1 − level)/2 lies beyond each end.</param>
    public static (int Least, int Most) CoveredBand(int units, int tried, double alpha, double level = 0.9)
    {
        var rank = Rank(units, alpha);
        if (rank > units) throw new ArgumentOutOfRangeException(nameof(units), units, $"{units} units give no finite interval at {alpha}, and everything is covered. Take {FewestUnits(alpha)} or more.");
        if (tried < 0) throw new ArgumentOutOfRangeException(nameof(tried), tried, $"{tried} units cannot be tried. Give 0 or more.");
        var (a, b, outside) = ((double)rank, units + 1.0 - rank, (1 - level) / 2);
        double[] chances = [.. Enumerable.Range(0, tried + 1).Select(k => Math.Exp(LogChoose(tried, k) + LogBeta(k + a, tried - k + b) - LogBeta(a, b)))];
        int least = 0, most = tried;
        for (var below = chances[0]; below <= outside && least < tried; below += chances[least]) least++;
        for (var above = chances[tried]; above <= outside && most > 0; above += chances[most]) most--;
        return (least, most);

        static double LogBeta(double x, double y) => MathNet.Numerics.SpecialFunctions.GammaLn(x) + MathNet.Numerics.SpecialFunctions.GammaLn(y) - MathNet.Numerics.SpecialFunctions.GammaLn(x + y);
        static double LogChoose(int n, int k) => -Math.Log(n + 1) - LogBeta(n - k + 1, k + 1);
    }

    /// <summary>The share of new units that is covered, given these old ones, varies as Beta(k, n + 1 − k): its mean and two of its quantiles.</summary>
    /// <param name="units">n; enough for a finite quantile.</param>
    /// <param name="alpha">The share of units that may be missed.</param>
    /// <param name="level">Of the band: 0.9 for its 5th and 95th percentiles.</param>
    public static Interval CoverageBand(int units, double alpha, double level = 0.9)
    {
        var rank = Rank(units, alpha);
        if (rank > units) throw new ArgumentOutOfRangeException(nameof(units), units, $"{units} units give no finite interval at {alpha}, and everything is covered. Take {FewestUnits(alpha)} or more.");
        return new(rank / (units + 1.0), BetaDistribution.Quantile((1 - level) / 2, rank, units + 1 - rank), BetaDistribution.Quantile((1 + level) / 2, rank, units + 1 - rank));
    }
}
