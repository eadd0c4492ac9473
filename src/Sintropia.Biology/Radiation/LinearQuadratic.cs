using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Radiation;

/// <summary>Survival after radiation, SF(D) = exp(−αD − βD²).</summary>
/// <param name="Alpha">α, 1/Gy, ≥ 0.</param>
/// <param name="Beta">β, 1/Gy², ≥ 0.</param>
/// <remarks>Brenner 2008, doi:10.1016/j.semradonc.2008.04.004; reasonable to about 10 Gy a fraction.</remarks>
public sealed record LinearQuadratic(double Alpha, double Beta)
{
    /// <summary>1/Gy.</summary>
    public double Alpha { get; } = Alpha >= 0 ? Alpha : throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, $"Radiation cannot have α = {Alpha} per Gy. Give a number ≥ 0.");

    /// <summary>1/Gy².</summary>
    public double Beta { get; } = Beta >= 0 ? Beta : throw new ArgumentOutOfRangeException(nameof(Beta), Beta, $"Radiation cannot have β = {Beta} per Gy². Give a number ≥ 0.");

    /// <summary>Surviving fraction after one acute dose (Gy).</summary>
    public double Survival(double dose) => Elementary.Exp(-Lethality(dose, 0));

    /// <summary>Mean number of lethal events from a fraction: αD + βD² + 2βD·R.</summary>
    /// <param name="dose">D, Gy.</param>
    /// <param name="unrepaired">R, Gy: earlier fractions, each weighed by what of its sublethal damage is still unrepaired. With R this is the Lea–Catcheside protraction of a fractionated dose.</param>
    public double Lethality(double dose, double unrepaired) => dose * (Alpha + Beta * (dose + 2 * unrepaired));

    /// <summary>Biologically effective dose of n equal fractions, n·d·(1 + d/(α/β)), Gy.</summary>
    public double BiologicallyEffectiveDose(int fractions, double dose) => fractions * dose * (1 + dose * Beta / Alpha);
}
