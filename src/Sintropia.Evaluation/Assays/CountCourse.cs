namespace Sintropia.Evaluation.Assays;

/// <summary>Counts of one well over time.</summary>
/// <param name="Labels">What sets its curve apart from others: drug, line; same order as the names of the assay.</param>
/// <param name="Dose">Dose, ≥ 0.</param>
/// <param name="IsControl">Whether it is untreated.</param>
/// <param name="Hours">Times, h, ascending; shape [times].</param>
/// <param name="Counts">Cells; NaN where there is none; shape [times].</param>
public sealed record CountCourse(IReadOnlyList<string> Labels, double Dose, bool IsControl, IReadOnlyList<double> Hours, IReadOnlyList<double> Counts)
{
    /// <summary>log2 of the count at a time, on a line between the logarithms of its neighbours; NaN outside, and where a neighbour is not above 0.</summary>
    public double LogAt(double hours)
    {
        var after = 0;
        while (after < Hours.Count && Hours[after] < hours) after++;
        if (after == Hours.Count) return double.NaN;
        if (Hours[after] == hours) return Log(after);
        if (after == 0) return double.NaN;
        var share = (hours - Hours[after - 1]) / (Hours[after] - Hours[after - 1]);
        return (1 - share) * Log(after - 1) + share * Log(after);
    }

    private double Log(int i) => Counts[i] > 0 ? Math.Log2(Counts[i]) : double.NaN;
}
