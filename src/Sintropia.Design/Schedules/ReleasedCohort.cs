namespace Sintropia.Design.Schedules;

/// <summary>
/// What theory says of a blocker that holds cells behind G1 and a killer that acts in mitosis: which share dies as a function of the gap between the blocker's end and the killer's onset. All cells are held when the blocker ends, so all enter S
/// at once and mitosis after S and G2.
/// </summary>
/// <param name="Delay">Fixed part of S and G2 together, h.</param>
/// <param name="Spread">Mean of an exponential part of them, h; 0 for none.</param>
/// <param name="Mitosis">Duration of M, h, fixed.</param>
/// <param name="Pulse">How long the killer acts, h.</param>
/// <param name="Hazard">Hazard of death in M while it acts, per h.</param>
/// <remarks>
/// A cell that enters M at v after release and gap g is exposed for o(v − g) = max(0, min(v − g + M, P) − max(v − g, 0)) hours and dies with probability 1 − e^(−k·o). With nothing exponential and P = M the share is 1 − e^(−k·(M − |g − S − G2|)),
/// so the best gap is S + G2 exactly; with P ≠ M it is any between S + G2 and S + G2 + M − P. With an exponential part of mean 1/λ the share is ∫ λe^(−λu)·(1 − e^(−k·o(d + u − g))) du, which is a sum of exponentials over the pieces on which o is linear.
/// </remarks>
public sealed record ReleasedCohort(double Delay, double Spread, double Mitosis, double Pulse, double Hazard)
{
    /// <summary>Share of the cohort that dies.</summary>
    /// <param name="gap">From the end of the blocker to the onset of the killer, h.</param>
    public double Killed(double gap)
    {
        if (Spread == 0) return 1 - Math.Exp(-Hazard * Exposure(Delay - gap));
        var rate = 1 / Spread;
        // Arrivals at x = v − gap have the density λ·e^(−λ(x − from)) from x = from on.
        var from = Delay - gap;
        return Pieces(from, double.PositiveInfinity).Sum(p => Integral(p.Low, p.High, -rate, rate * Math.Exp(rate * from)));
    }

    /// <summary>Share of a growing culture's present cells that would die if the killer came first: its cells enter M as they come.</summary>
    /// <param name="growth">Growth rate of the culture, per h; ln 2 by the cycle's duration where all phases are fixed.</param>
    public double KilledUnblocked(double growth) => Pieces(double.NegativeInfinity, double.PositiveInfinity).Sum(p => Integral(p.Low, p.High, growth, growth * Math.Exp(growth * Mitosis)));

    /// <summary>The gap that kills most, h, by golden section about the arrival of the first cells; where several do, one of them.</summary>
    public double BestGap()
    {
        const double golden = 0.6180339887498949;
        double low = Delay - Pulse, high = Delay + Mitosis + 4 * Spread;
        for (var i = 0; i < 200 && high - low > 1e-9; i++)
        {
            double a = high - golden * (high - low), b = low + golden * (high - low);
            if (Killed(a) >= Killed(b)) high = b;
            else low = a;
        }

        return 0.5 * (low + high);
    }

    /// <summary>Hours of M under the killer of a cell that enters M at x after its onset.</summary>
    private double Exposure(double x) => Math.Max(0, Math.Min(x + Mitosis, Pulse) - Math.Max(x, 0));

    /// <summary>Where exposure is linear and above 0, cut to an interval.</summary>
    private IEnumerable<(double Low, double High)> Pieces(double from, double to)
    {
        double[] cuts = [-Mitosis, Math.Min(0, Pulse - Mitosis), Math.Max(0, Pulse - Mitosis), Pulse];
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            double low = Math.Max(cuts[i], from), high = Math.Min(cuts[i + 1], to);
            if (high > low) yield return (low, high);
        }
    }

    /// <summary>∫ scale·e^(rate·x)·(1 − e^(−k·o(x))) dx over a piece.</summary>
    private double Integral(double low, double high, double rate, double scale)
    {
        var slope = (Exposure(high) - Exposure(low)) / (high - low);
        var start = Exposure(low) - slope * low;
        return scale * (Exponential(rate, low, high) - Math.Exp(-Hazard * start) * Exponential(rate - Hazard * slope, low, high));
    }

    private static double Exponential(double rate, double low, double high) => Math.Abs(rate) < 1e-12 ? high - low : (Math.Exp(rate * high) - Math.Exp(rate * low)) / rate;
}
