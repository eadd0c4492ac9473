using Sintropia.Biology.Circulation;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A substance that blood carries.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="Kinetics">What the body does to it.</param>
/// <param name="MolarMass">g/mol; null if nobody says.</param>
public sealed record ScenarioCarried(string Agent, Kinetics Kinetics, double? MolarMass)
{
    /// <summary>Whether it is known how it comes through the wall of the gut, as doses by mouth need.</summary>
    public bool IsAbsorbed { get; init; }

    /// <summary>An amount in an agent's unit times litres; null if a molar mass is missing, or the unit measures something else.</summary>
    /// <param name="amount">A mass or an amount of substance.</param>
    /// <param name="unit">Unit of the agent's level.</param>
    public double? Litres(Quantity amount, Unit unit)
    {
        var molar = unit.Dimension == Dimension.MolarConcentration;
        if (!molar && unit.Dimension != Dimension.MassConcentration) return null;
        if (molar == (amount.Unit.Dimension == Dimension.Amount)) return new Quantity(amount.Base, Units.Find(molar ? "M" : "mg/mL")!).In(unit);
        return MolarMass is { } mass ? new Quantity(molar ? amount.Base / mass : amount.Base * mass, Units.Find(molar ? "M" : "mg/mL")!).In(unit) : null;
    }
}
