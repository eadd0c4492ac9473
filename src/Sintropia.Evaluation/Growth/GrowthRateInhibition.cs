namespace Sintropia.Evaluation.Growth;

/// <summary>
/// Growth-rate inhibition: how a treatment changes the rate of growth, whatever the untreated rate and the length of the assay. Hafner et al. 2016, doi:10.1038/nmeth.3853.
/// </summary>
public static class GrowthRateInhibition
{
    /// <summary>GR = 2^(log2(x/x₀)/log2(x_ctrl/x₀)) − 1: 1 no effect, 0 no net growth, &lt; 0 net loss (down to −1), &gt; 1 stimulation.</summary>
    /// <param name="atStart">x₀: cells when treatment began, &gt; 0.</param>
    /// <param name="treated">x: cells at the end with treatment, ≥ 0; 0 gives −1.</param>
    /// <param name="control">x_ctrl: cells at the end without, more than at the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range; a control that does not grow gives no scale.</exception>
    public static double Value(double atStart, double treated, double control)
    {
        if (!(atStart > 0)) throw new ArgumentOutOfRangeException(nameof(atStart), atStart, $"Growth from {atStart} cells has no rate. Count when treatment begins.");
        if (!(treated >= 0)) throw new ArgumentOutOfRangeException(nameof(treated), treated, $"There cannot be {treated} cells after treatment.");
        if (!(control > atStart))
            throw new ArgumentOutOfRangeException(nameof(control), control,
                $"The control went from {atStart} to {control} cells. Growth-rate inhibition needs a control that grows; run longer or report counts.");
        return treated == 0 ? -1 : FromRates(Math.Log2(treated / atStart), Math.Log2(control / atStart));
    }

    /// <summary>GR = 2^(k/k_ctrl) − 1 from two growth rates in one unit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The control does not grow.</exception>
    public static double FromRates(double treated, double control) => control > 0
        ? Math.Pow(2, treated / control) - 1
        : throw new ArgumentOutOfRangeException(nameof(control), control, $"The control grows at a rate of {control}. Growth-rate inhibition needs a control that grows.");

    /// <summary>The same where cells were not counted when treatment began: GR = 2^(1 + log2(x/x_ctrl)·T_d/t) − 1, from the doubling time of the control. NaN where a count or time cannot
    /// be.</summary>
    /// <param name="treated">x: cells at the end with treatment, ≥ 0.</param>
    /// <param name="control">x_ctrl: cells at the end without, &gt; 0.</param>
    /// <param name="doublingHours">T_d of the control, h, &gt; 0.</param>
    /// <param name="hours">t: length of the treatment, h, &gt; 0.</param>
    public static double WithoutStart(double treated, double control, double doublingHours, double hours) =>
        !(treated >= 0 && control > 0 && doublingHours > 0 && hours > 0) ? double.NaN : treated == 0 ? -1 : Math.Pow(2, 1 + Math.Log2(treated / control) * doublingHours / hours) - 1;

    /// <summary><see cref="Value"/> as a value in any case: NaN where a count is none, or the control has not grown.</summary>
    /// <param name="atStart">x₀.</param>
    /// <param name="treated">x.</param>
    /// <param name="control">x_ctrl.</param>
    public static double ValueOrNaN(double atStart, double treated, double control) => atStart > 0 && treated >= 0 && control > atStart ? Value(atStart, treated, control) : double.NaN;

    /// <summary>Mean of 1 − GR over the logarithm of dose (trapezoid rule): GR_AOC, 0 without effect.</summary>
    /// <param name="doses">Ascending, &gt; 0, at least two, in any one unit; shape [doses].</param>
    /// <param name="values">GR at each dose; shape [doses].</param>
    /// <exception cref="ArgumentException">The lengths differ, or doses are fewer than two, not positive or not ascending.</exception>
    public static double AreaOverCurve(IReadOnlyList<double> doses, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(doses);
        ArgumentNullException.ThrowIfNull(values);
        if (doses.Count != values.Count || doses.Count < 2)
            throw new ArgumentException($"{doses.Count} doses and {values.Count} values do not make a curve. Give one value per dose, for at least two doses.", nameof(values));
        double area = 0;
        for (var i = 1; i < doses.Count; i++)
        {
            if (!(doses[i - 1] > 0 && doses[i] > doses[i - 1]))
                throw new ArgumentException($"Doses {doses[i - 1]} and {doses[i]} have no place on an ascending logarithmic axis. Sort the doses and leave out 0.", nameof(doses));
            area += 0.5 * (2 - values[i] - values[i - 1]) * Math.Log10(doses[i] / doses[i - 1]);
        }

        return area / Math.Log10(doses[^1] / doses[0]);
    }
}
