using System.Globalization;
using System.Text.Json;
using Sintropia.Evaluation.Conformal;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>Conformal quantiles, intervals and their scores; intervals of shares.</summary>
internal static class ConformalCases
{
    private const double MondrianAlpha = 0.1;

    public static IEnumerable<MetricCase> Of(MetricFolder folder) =>
    [
        new("conformal/quantiles", () => folder["conformal.json"].GetProperty("cases").EnumerateArray().SelectMany(Quantiles)),
        new("conformal/groups", () => folder["conformal.json"].GetProperty("cases").EnumerateArray().SelectMany(Groups)),
        new("conformal/clopper_pearson", () => folder["conformal.json"].GetProperty("clopper_pearson").EnumerateArray().SelectMany(Shares)),
    ];

    private static IEnumerable<TensorAgreement> Quantiles(JsonElement given)
    {
        double[] y = List(given, "y"), mean = List(given, "mu"), deviation = List(given, "sigma"), low = List(given, "q_lo"), high = List(given, "q_hi");
        double[] absolute = [.. y.Zip(mean, ConformalScore.Absolute)], normalised = [.. y.Select((v, i) => ConformalScore.Normalised(v, mean[i], deviation[i]))], quantile = [.. y.Select((v, i) => ConformalScore.OfQuantiles(v, low[i], high[i]))];
        foreach (var at in given.GetProperty("alpha").EnumerateObject())
        {
            var (alpha, expected) = (double.Parse(at.Name, CultureInfo.InvariantCulture), at.Value);
            var name = $"n {y.Length}, alpha {at.Name}";
            var q = ConformalQuantile.Of(absolute, alpha);
            yield return Agreement.One($"{name}/k", ConformalQuantile.Rank(y.Length, alpha), expected.GetProperty("k"), Agreement.Exact);
            yield return Agreement.One($"{name}/absolute", q, expected.GetProperty("absolute"), Agreement.Sums);
            yield return Agreement.One($"{name}/normalised", ConformalQuantile.Of(normalised, alpha), expected.GetProperty("normalised"), Agreement.Sums);
            yield return Agreement.One($"{name}/cqr", ConformalQuantile.Of(quantile, alpha), expected.GetProperty("cqr"), Agreement.Sums);
            yield return Agreement.One($"{name}/weighted", ConformalQuantile.Weighted(absolute, List(given, "weights"), given.GetProperty("w_test").GetDouble(), alpha), expected.GetProperty("weighted"), Agreement.Sums);
            yield return Agreement.One($"{name}/pinball_lo", y.Select((v, i) => PredictionInterval.Pinball(v, low[i], alpha / 2)).Average(), expected.GetProperty("pinball_lo"), Agreement.Sums);
            yield return Agreement.One($"{name}/pinball_hi", y.Select((v, i) => PredictionInterval.Pinball(v, high[i], 1 - alpha / 2)).Average(), expected.GetProperty("pinball_hi"), Agreement.Sums);
            if (!expected.TryGetProperty("beta_band_5_95", out var band)) continue; // with too few units

            var covered = ConformalQuantile.CoverageBand(y.Length, alpha);
            yield return Agreement.Each($"{name}/beta_band_5_95", [covered.Low, covered.High], Agreement.Numbers(band), Agreement.Sums);
            PredictionInterval[] intervals = [.. mean.Select(m => ConformalScore.AbsoluteInterval(m, q))];
            yield return Agreement.One($"{name}/winkler_mean", y.Select((v, i) => intervals[i].Score(v, alpha)).Average(), expected.GetProperty("winkler_mean"), Agreement.Sums);

            // By the interval: its ends are rounded, and the unit whose score is the quantile lies on one of them, inside or outside.
            yield return Agreement.One($"{name}/coverage_on_calibration", y.Select((v, i) => intervals[i].Contains(v) ? 1.0 : 0).Average(), expected.GetProperty("coverage_on_calibration"), Agreement.Exact);
        }
    }

    private static IEnumerable<TensorAgreement> Groups(JsonElement given)
    {
        double[] y = List(given, "y"), mean = List(given, "mu");
        var groups = given.GetProperty("groups").EnumerateArray().Select(g => g.GetInt32()).ToArray();
        var quantiles = ConformalQuantile.OfGroups([.. y.Zip(mean, ConformalScore.Absolute)], groups, MondrianAlpha);
        foreach (var expected in given.GetProperty("mondrian_0.1").EnumerateObject())
        {
            var group = int.Parse(expected.Name, CultureInfo.InvariantCulture);
            yield return Agreement.One($"n {y.Length}, group {group}", quantiles.GetValueOrDefault(group, double.PositiveInfinity), expected.Value, Agreement.Sums);
        }
    }

    private static IEnumerable<TensorAgreement> Shares(JsonElement given)
    {
        var share = BetaDistribution.OfShare(given.GetProperty("successes").GetInt32(), given.GetProperty("n").GetInt32());
        yield return Agreement.Each($"{given.GetProperty("successes")} of {given.GetProperty("n")}", [share.Low, share.High], [given.GetProperty("low_0.95").GetDouble(), given.GetProperty("high_0.95").GetDouble()], Agreement.Sums);
    }

    private static double[] List(JsonElement given, string name) => Agreement.Numbers(given.GetProperty(name));
}
