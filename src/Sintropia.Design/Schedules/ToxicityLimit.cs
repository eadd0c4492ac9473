using Sintropia.Design.Trials;

namespace Sintropia.Design.Schedules;

/// <summary>What a schedule may not do.</summary>
/// <param name="Readout">What is counted.</param>
/// <param name="Bound">The bound: a count, or a share of the untreated.</param>
/// <param name="IsLeast">Whether it is the least that may be; otherwise the most.</param>
/// <param name="OfUntreated">Whether it is a share of the same count, same replicate, untreated.</param>
public sealed record ToxicityLimit(Readout Readout, double Bound, bool IsLeast, bool OfUntreated)
{
    /// <summary>Room to the bound, negative where it is broken.</summary>
    /// <param name="treated">The count.</param>
    /// <param name="untreated">The same, untreated.</param>
    public double Margin(double treated, double untreated)
    {
        var value = OfUntreated ? (untreated > 0 ? treated / untreated : 1) : treated;
        return IsLeast ? value - Bound : Bound - value;
    }

    /// <summary>In words.</summary>
    public string Words => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Readout.Words}: at {(IsLeast ? "least" : "most")} {(OfUntreated ? $"{100 * Bound:0.###} % of untreated" : $"{Bound:0.###}")}");
}
