using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Circulation;

/// <summary>A site of effect behind the concentration: dCe/dt = ke0·(C − Ce), for a C that is constant over the interval.</summary>
/// <param name="Rate">ke0, 1/h, &gt; 0; infinite where the effect follows at once.</param>
/// <remarks>Sheiner et al. 1979, Clin Pharmacol Ther 25:358. C enters by its mean over the interval, first order.</remarks>
public readonly record struct EffectCompartment(double Rate)
{
    /// <summary>Level at its end.</summary>
    /// <param name="level">Ce at the start.</param>
    /// <param name="driving">C.</param>
    /// <param name="hours">Length of the interval, h.</param>
    public double After(double level, double driving, double hours) => double.IsPositiveInfinity(Rate) ? driving : driving + (level - driving) * Elementary.Exp(-Rate * hours);

    /// <summary>Mean level over it.</summary>
    /// <param name="level">Ce at the start.</param>
    /// <param name="driving">C.</param>
    /// <param name="hours">Length of the interval, h.</param>
    public double Mean(double level, double driving, double hours) =>
        double.IsPositiveInfinity(Rate) ? driving : driving + (level - driving) * (-Elementary.Expm1(-Rate * hours) / (Rate * hours));
}
