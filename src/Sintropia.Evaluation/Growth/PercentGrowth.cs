namespace Sintropia.Evaluation.Growth;

/// <summary>Percent growth as in the NCI-60 screen: 100 as the control, 0 no net growth, −100 none left. Boyd and Paull 1995, doi:10.1002/ddr.430340203.</summary>
public static class PercentGrowth
{
    /// <summary>100·(T − T₀)/(C − T₀) where cells are no fewer than at the start, else 100·(T − T₀)/T₀; NaN without cells at the start, or where the control has not grown.</summary>
    /// <param name="atStart">T₀: cells when treatment began.</param>
    /// <param name="treated">T: cells at the end with treatment.</param>
    /// <param name="control">C: cells at the end without.</param>
    public static double Value(double atStart, double treated, double control) =>
        !(atStart > 0) || !(treated >= 0) ? double.NaN
        : treated < atStart ? 100 * (treated - atStart) / atStart
        : control > atStart ? 100 * (treated - atStart) / (control - atStart) : double.NaN;
}
