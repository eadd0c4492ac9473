namespace Sintropia.Evaluation.Growth;

/// <summary>Rates of division and death over an interval, from counts of the living and of all that died in it: dN/dt = (division − death)·N.</summary>
/// <param name="DivisionPerHour">k_S, per hour.</param>
/// <param name="DeathPerHour">k_T, per hour.</param>
public readonly record struct DivisionAndDeath(double DivisionPerHour, double DeathPerHour)
{
    /// <summary>division − death, per hour.</summary>
    public double NetPerHour => DivisionPerHour - DeathPerHour;

    /// <summary>From counts at two times, rates taken as constant between. NaN where counts cannot be.</summary>
    /// <param name="livingAtStart">Living cells at the start, &gt; 0.</param>
    /// <param name="livingAtEnd">Living cells at the end, &gt; 0.</param>
    /// <param name="died">Cells that died in between, ≥ 0, seen or cleared since.</param>
    /// <param name="hours">Time between, h, &gt; 0.</param>
    /// <remarks>∫ N dt = (N₁ − N₀)/k with k = ln(N₁/N₀)/Δt, hence death = died·k/(N₁ − N₀), and died/(N·Δt) without net growth.</remarks>
    public static DivisionAndDeath Of(double livingAtStart, double livingAtEnd, double died, double hours)
    {
        if (!(livingAtStart > 0 && livingAtEnd > 0 && died >= 0 && hours > 0)) return new(double.NaN, double.NaN);
        var net = Math.Log(livingAtEnd / livingAtStart) / hours;
        // Near no growth the quotient loses digits; its series does not.
        var u = net * hours;
        var meanLiving = livingAtStart * (Math.Abs(u) < 1e-5 ? 1 + u / 2 + u * u / 6 : (Math.Exp(u) - 1) / u);
        var death = died / (meanLiving * hours);
        return new(net + death, death);
    }

    /// <summary>GR_S = 2^(k_S/k_S,control) − 1: the static part of an effect, on divisions alone. 1 none, 0 no divisions.</summary>
    public double StaticGrowthRateInhibition(DivisionAndDeath control) => control.DivisionPerHour > 0 ? Math.Pow(2, DivisionPerHour / control.DivisionPerHour) - 1 : double.NaN;

    /// <summary>GR_T = 2^((k_T,control − k_T)·24 h/ln 2) − 1: the toxic part, normalised to a day as in GRmetrics. 0 none, −1 all die at once.</summary>
    /// <param name="control">Rates without the treatment.</param>
    /// <param name="hours">Normalised to how long, h. Default: a day.</param>
    public double ToxicGrowthRateInhibition(DivisionAndDeath control, double hours = 24) => Math.Pow(2, (control.DeathPerHour - DeathPerHour) * hours / Math.Log(2)) - 1;
}
