namespace Sintropia.Evaluation.DoseResponse;

/// <summary>
/// A sigmoid over the logarithm of dose: E(c) = E₀ + (E∞ − E₀)·c^h/(EC50^h + c^h), Hill 1910; the four-parameter log-logistic of other libraries is the same curve. Falling for viabilities, rising for
/// effects.
/// </summary>
/// <param name="Zero">E₀: without a dose.</param>
/// <param name="Infinite">E∞: what ever larger doses tend to.</param>
/// <param name="HalfDose">EC50: the dose half-way between the two, &gt; 0; the potency relative to the curve's own range.</param>
/// <param name="Slope">h &gt; 0: steepness.</param>
public readonly record struct HillCurve(double Zero, double Infinite, double HalfDose, double Slope)
{
    /// <summary>The response at a dose ≥ 0.</summary>
    public double At(double dose) => Zero + (Infinite - Zero) * Share(dose);

    /// <summary>c^h/(EC50^h + c^h), from 0 to 1; neither large doses nor large slopes overflow.</summary>
    public double Share(double dose)
    {
        if (dose <= 0) return 0;
        var steps = Slope * Math.Log(dose / HalfDose);
        return steps >= 0 ? 1 / (1 + Math.Exp(-steps)) : Math.Exp(steps) / (1 + Math.Exp(steps));
    }

    /// <summary>The dose with a response: 0 at E₀, +∞ where the curve ends before it (E∞ and beyond), NaN on the other side of E₀.</summary>
    public double DoseFor(double response)
    {
        var range = Infinite - Zero;
        if (range == 0) return response == Zero ? 0 : double.PositiveInfinity;
        var share = (response - Zero) / range;
        return share < 0 || double.IsNaN(share) ? double.NaN : share >= 1 ? double.PositiveInfinity : HalfDose * Math.Pow(share / (1 - share), 1 / Slope);
    }

    /// <summary>Mean response over the logarithm of dose, in closed form: the area under the curve divided by its width.</summary>
    /// <param name="low">Lowest dose, &gt; 0.</param>
    /// <param name="high">Highest dose, &gt; low.</param>
    public double MeanOverLogDose(double low, double high)
    {
        // ∫ c^h/(K^h + c^h) d ln c = ln(1 + (c/K)^h)/h
        double Softplus(double steps) => steps > 30 ? steps + Math.Exp(-steps) : Math.Log(1 + Math.Exp(steps));
        var area = (Softplus(Slope * Math.Log(high / HalfDose)) - Softplus(Slope * Math.Log(low / HalfDose))) / Slope;
        return Zero + (Infinite - Zero) * area / Math.Log(high / low);
    }
}
