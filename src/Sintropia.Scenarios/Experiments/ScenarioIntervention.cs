using System.Globalization;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Experiments;

/// <summary>Something that is done, as the scenario describes it.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Subject">The compound, ligand, property or gene; empty for radiation.</param>
/// <param name="Amount">Dose, level or strength, as written.</param>
/// <param name="Schedule">When.</param>
/// <param name="Target">Where.</param>
public sealed record ScenarioIntervention(InterventionKind Kind, string Subject, Quantity Amount, Schedule Schedule, Target Target)
{
    /// <summary>How a dose comes into the body; null for a level in the medium, and what is no dose.</summary>
    public Route? Route { get; init; }

    /// <summary>What keeps a dose back; null for nothing.</summary>
    public ScenarioRule? Rule { get; init; }

    /// <summary>First onset, h.</summary>
    public double FromHours => Schedule.From;

    /// <summary>End, h; infinite where it lasts to the end of the run. A single dose ends when it is in the body.</summary>
    public double UntilHours => Route is not null && Schedule.Every == 0 ? Schedule.From + (double.IsFinite(Schedule.For) ? Schedule.For : 0) : Math.Min(Schedule.Until, Schedule.Every == 0 ? Schedule.From + Schedule.For : double.PositiveInfinity);

    /// <summary>A sentence: <c>palbociclib 1 uM from 24 h until 72 h on tissue dish</c>.</summary>
    public string Text => $"{What} {When}{Where}{(Rule is null ? "" : $", {Rule.Text}")}";

    private string What => Kind switch
    {
        InterventionKind.Radiation => $"radiation {Amount}",
        InterventionKind.Knockout => $"knockout of {Subject}",
        InterventionKind.Knockdown or InterventionKind.Activation or InterventionKind.Overexpression => $"{Kind.Name()} of {Subject} by {Hours(Amount.In(Units.Percent))} %",
        _ => Route is { } route ? $"{Subject} {Amount} {route.Words(Schedule.For)}" : $"{Subject} {Amount}",
    };

    private string When
    {
        get
        {
            var pulse = Kind == InterventionKind.Radiation || Route is not null;
            var text = pulse && Schedule.Every == 0 ? $"at {Hours(Schedule.From)} h" : $"from {Hours(Schedule.From)} h";
            if (Schedule.Every > 0) text += $" every {Hours(Schedule.Every)} h";
            if (Schedule.Every > 0 && double.IsFinite(Schedule.For) && Route is null) text += $" for {Hours(Schedule.For)} h";
            var until = Schedule.Every > 0 ? Schedule.Until : Route is null ? UntilHours : double.PositiveInfinity;
            if (double.IsFinite(until)) text += $" until {Hours(until)} h";
            return Schedule.Ramp switch
            {
                RampShape.Linear => $"{text}, rising linearly over {Hours(Schedule.RampHours)} h,",
                RampShape.Exponential => $"{text}, rising exponentially over {Hours(Schedule.RampHours)} h,",
                _ => text,
            };
        }
    }

    private string Where
    {
        get
        {
            string?[] parts =
            [
                Target.Fraction < 1 ? $"{Hours(Target.Fraction * 100)} % of the cells" : null,
                Target.Cell is { } cell ? $"the cell {cell}, if it lives then, and what descends from it" : null,
                Target.CellType is { } type ? $"cells of type {type}" : null,
                Target.Tissue is { } tissue ? $"tissue {tissue}" : null,
                Target.Organ is { } organ ? $"organ {organ}" : null,
            ];
            var named = parts.OfType<string>().ToArray();
            return named.Length == 0 ? (Schedule.Ramp == RampShape.Step ? "" : " everywhere") : " on " + string.Join(" of ", named);
        }
    }

    private static string Hours(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
