using System.Collections.Immutable;

namespace Sintropia.Data.Scores;

/// <summary>Phases as FUCCI reporters show them: Cdt1 is degraded at the onset of S, geminin after mitosis.</summary>
/// <remarks>
/// <para>Sakaue-Sawano et al. 2008, doi:10.1016/j.cell.2007.12.033. The rule: geminin low is G1; geminin and Cdt1 both high is the way from G1 to S, called S here; geminin high and Cdt1 low is S to M, called
/// G2M here. What is high is above the cut that parts the intensities of a channel into two groups of least variance (Otsu 1979, doi:10.1109/TSMC.1979.4310076).</para>
/// <para>That is what two reporters can tell, not the phases themselves: late S shows as G2M, and cells near a cut fall on either side by noise. No predictor can reach 100 % of such labels.</para>
/// </remarks>
public static class FucciPhases
{
    /// <summary>The phase of each cell, and the cuts that were found.</summary>
    /// <param name="cdt1">Log intensity of the Cdt1 reporter of each cell, as the red channel; corrected for plate and donor.</param>
    /// <param name="geminin">Log intensity of the geminin reporter of each cell, as the green channel.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or a channel does not vary.</exception>
    public static (ImmutableArray<CyclePhase> Phases, double Cdt1Cut, double GemininCut) Of(IReadOnlyList<double> cdt1, IReadOnlyList<double> geminin)
    {
        ArgumentNullException.ThrowIfNull(cdt1);
        ArgumentNullException.ThrowIfNull(geminin);
        if (cdt1.Count != geminin.Count) throw new ArgumentException($"{cdt1.Count} intensities of Cdt1 and {geminin.Count} of geminin: give both of each cell.", nameof(geminin));
        var (red, green) = (Cut(cdt1, nameof(cdt1)), Cut(geminin, nameof(geminin)));
        return ([.. cdt1.Zip(geminin, (r, g) => g < green ? CyclePhase.G1 : r > red ? CyclePhase.S : CyclePhase.G2M)], red, green);
    }

    /// <summary>Midway between the two neighbours that part the values best.</summary>
    private static double Cut(IReadOnlyList<double> values, string channel)
    {
        if (values.Any(v => !double.IsFinite(v))) throw new ArgumentException($"An intensity of {channel} is not finite. Leave out cells that were not measured.", channel);
        double[] sorted = [.. values.Order()];
        if (sorted.Length < 2 || sorted[0] == sorted[^1]) throw new ArgumentException($"The intensities of {channel} do not vary, so nothing tells low from high.", channel);
        var (total, below, best, cut) = (sorted.Sum(), 0.0, -1.0, 0.0);
        for (var i = 1; i < sorted.Length; i++)
        {
            below += sorted[i - 1];
            if (sorted[i] == sorted[i - 1]) continue;
            var apart = below / i - (total - below) / (sorted.Length - i);
            var between = apart * apart * i * (sorted.Length - i);
            if (between > best) (best, cut) = (between, (sorted[i - 1] + sorted[i]) / 2);
        }

        return cut;
    }
}
