using Sintropia.Biology.Chance;
using Sintropia.Evaluation.Conformal;

namespace Sintropia.Training.Benchmarks;

/// <summary>How wide an interval around each system has to be for perturbations that were never seen, and whether it then holds. All cover alike, so that width decides: who cannot shorten it over the train mean adds nothing.</summary>
/// <remarks>
/// The unit is the perturbation. Its score is the (1 − α)-quantile over genes of the error of its pseudobulk, so that an interval promises a share 1 − α of the genes, for a share 1 − α of perturbations. Half of the test perturbations calibrate and the other half is tried,
/// then the other way round; halves are drawn once from the seed, before anything is looked at. Given the perturbations that calibrate, the number that is covered follows a beta-binomial law.
/// </remarks>
public static class ConformalIntervals
{
    /// <summary>Share of perturbations, and of the genes of each, that may be missed.</summary>
    public const double Alpha = 0.2;

    private const ulong SeedOfHalves = 20;
    private const double Level = 0.9;

    /// <summary>The score of a perturbation: the smallest error that a share 1 − α of the genes does not exceed.</summary>
    /// <param name="real">Measured mean of each gene.</param>
    /// <param name="predicted">Predicted mean of each gene.</param>
    public static double Score(IReadOnlyList<double> real, IReadOnlyList<double> predicted)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        double[] errors = [.. real.Zip(predicted, (r, p) => Math.Abs(r - p)).Order()];
        return errors[Math.Min(errors.Length, (int)Math.Ceiling((1 - Alpha) * errors.Length)) - 1];
    }

    /// <summary>Both directions of every system that has scores; the first row of each calibrates on the first half.</summary>
    public static IReadOnlyList<ConformalRow> Of(Leaderboard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var units = board.Perturbations.Count;
        int[] order = [.. Enumerable.Range(0, units).OrderBy(i => Philox.Encrypt(new(0, (ulong)i), SeedOfHalves).Low)];
        int[] first = [.. order.Take((units + 1) / 2)], second = [.. order.Skip((units + 1) / 2)];
        return [.. board.Entries.Where(e => e.Misses.Count == units && e.Role != EntryRole.Ceiling).SelectMany(e => new[] { Row(e, first, second), Row(e, second, first) })];
    }

    /// <summary>How wide the intervals of a system are beside those of another, mean of both directions; not a number where one is infinite.</summary>
    /// <param name="rows">Of a board.</param>
    /// <param name="system">Whose.</param>
    /// <param name="beside">Whom it is compared with.</param>
    public static double Relative(IReadOnlyList<ConformalRow> rows, string system, string beside)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double Width(string name) => rows.Where(r => r.System == name).Select(r => r.HalfWidth).DefaultIfEmpty(double.NaN).Average();
        var ratio = Width(system) / Width(beside);
        return double.IsFinite(ratio) ? ratio : double.NaN;
    }

    private static ConformalRow Row(Entry entry, int[] calibrating, int[] tried)
    {
        var quantile = ConformalQuantile.Of([.. calibrating.Select(i => entry.Misses[i])], Alpha);
        var (least, most) = double.IsInfinity(quantile) ? (tried.Length, tried.Length) : ConformalQuantile.CoveredBand(calibrating.Length, tried.Length, Alpha, Level);
        return new(entry.System, entry.Role, quantile, calibrating.Length, tried.Length, tried.Count(i => entry.Misses[i] <= quantile), least, most);
    }
}
