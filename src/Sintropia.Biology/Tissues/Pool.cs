using Sintropia.Biology.Numerics;

namespace Sintropia.Biology.Tissues;

/// <summary>A substance in a tissue that cells make and take up: dc/dt = production − loss·c, solved in closed form, so it is never negative.</summary>
/// <param name="Production">Unit of the level per hour, ≥ 0.</param>
/// <param name="Loss">1/h, ≥ 0: uptake and decay together.</param>
public readonly record struct Pool(double Production, double Loss)
{
    /// <summary>Level after a time.</summary>
    /// <param name="level">Level now, ≥ 0.</param>
    /// <param name="hours">h.</param>
    public double After(double level, double hours) => level * Elementary.Exp(-Loss * hours) + Production * Held(hours);

    /// <summary>Mean level over that time.</summary>
    public double Mean(double level, double hours)
    {
        var held = Held(hours);
        // (hours − held)/Loss is the integral of Held; below 1e-4 its series is better.
        var scaled = Loss * hours;
        var made = scaled < 1e-4 ? hours * hours * (0.5 - scaled / 6) : (hours - held) / Loss;
        return (level * held + Production * made) / hours;
    }

    /// <summary>∫ e^(−Loss·s) ds from 0 to hours.</summary>
    private double Held(double hours) => Loss * hours < 1e-12 ? hours : -Elementary.Expm1(-Loss * hours) / Loss;
}
