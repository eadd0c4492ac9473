namespace Sintropia.Biology.Interventions;

/// <summary>Gives doses of an agent that the blood carries.</summary>
/// <param name="Agent">Index of the agent in the scenario.</param>
/// <param name="Route">How they come into the body.</param>
/// <param name="Amount">Of each dose, in the agent's unit times litres: a µmol of an agent in µM; &gt; 0.</param>
/// <param name="Schedule">An onset for each dose. An infusion lasts for the schedule's <see cref="Interventions.Schedule.For"/>; of its ramp only a straight line is possible, which leaves the amount as it is.</param>
public sealed record Administration(int Agent, Route Route, double Amount, Schedule Schedule) : Intervention(Schedule, Target.Organism)
{
    /// <summary>What keeps a dose back. Each is looked at when a dose is due; one that says so is enough.</summary>
    public IReadOnlyList<DoseRule> Rules { get; init; } = [];

    /// <summary>How fast the substance flows in over an interval without breakpoints.</summary>
    /// <param name="from">Start, h.</param>
    /// <param name="to">End, h.</param>
    /// <returns>Amount per hour at the start, and how that changes per hour; noughts for doses that come at once.</returns>
    public (double Rate, double Slope) Inflow(double from, double to)
    {
        if (Route != Route.Infusion || Schedule.Mean(from, to, double.PositiveInfinity) is not (> 0 and var mean)) return (0, 0);
        if (Schedule.Ramp != RampShape.Linear) return (Amount / Schedule.For * mean, 0);
        // The plateau is higher than without the ramp, so that all of the dose is in at the end.
        var plateau = Amount / (Schedule.For - Schedule.RampHours / 2);
        return mean < 1 ? (plateau * (mean - (to - from) / 2 / Schedule.RampHours), plateau / Schedule.RampHours) : (plateau, 0);
    }
}
