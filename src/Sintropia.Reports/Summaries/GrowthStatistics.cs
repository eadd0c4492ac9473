using Sintropia.Evaluation.Growth;
using Sintropia.Evaluation.Statistics;
using Sintropia.Reports.Payload;

namespace Sintropia.Reports.Summaries;

/// <summary>The statistics of growth that the report states: those of Evaluation, where they are defined.</summary>
internal static class GrowthStatistics
{
    /// <summary>Net growth rate between two counts, 1/h. NaN where either count is 0.</summary>
    public static double Rate(double first, double last, double hours) => first > 0 && last > 0 && hours > 0 ? GrowthRate.Between(0, first, hours, last) : double.NaN;

    /// <summary>GR from the rates of a condition and of its control; undefined where the control does not grow.</summary>
    public static double Gr(double rate, double control) => control > 0 ? GrowthRateInhibition.FromRates(rate, control) : double.NaN;

    /// <summary>Doubling time of a rate and of its bounds, h; without value where the rate is not surely above 0, since a steady culture doubles by chance only.</summary>
    public static Estimate Doubling(Estimate rate) => rate is { Low: <= 0 } ? new(null) : new(Doubling(rate.Value), Doubling(rate.High), Doubling(rate.Low));

    /// <summary>A statistic with its 95 % interval by a delete-a-group jack-knife; without one where leaving out a group leaves it undefined.</summary>
    /// <param name="value">θ of all groups.</param>
    /// <param name="without">θ with each group left out; shape [groups].</param>
    public static Estimate JackKnife(double value, IReadOnlyList<double> without)
    {
        if (!double.IsFinite(value)) return new(null);
        if (without.Count < 2 || without.Any(theta => !double.IsFinite(theta))) return new(value);
        var interval = Jackknife.Of(value, without.Count, group => without[group]).Interval();
        return new(value, interval.Low, interval.High);
    }

    private static double? Doubling(double? rate) => rate > 0 ? Math.Log(2) / rate : null;
}
