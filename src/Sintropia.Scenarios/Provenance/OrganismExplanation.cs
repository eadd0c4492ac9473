using System.Text;
using Sintropia.Biology.Circulation;
using Sintropia.Scenarios.Experiments;

namespace Sintropia.Scenarios.Provenance;

/// <summary>Says in words what body a scenario has, and what it does to what its blood carries.</summary>
internal static class OrganismExplanation
{
    /// <summary>The body and its substances as plain text.</summary>
    public static string Of(ScenarioOrganism organism, Scenario scenario)
    {
        var text = new StringBuilder("\n");
        var body = organism.Physiology;
        text.Append(FormattableString.Invariant($"Body: {organism.Weight:0.##} kg, {organism.Height:0.#} cm, {organism.Surface:0.###} m2 of surface (Mosteller), the heart pumps {body.CardiacOutput:0.#} L/h, {body.BloodVolume:0.##} L of blood. Volumes and shares of the flow: "));
        text.Append(string.Join(", ", body.Organs.Select(o => FormattableString.Invariant($"{o.Name} {o.Volume:0.###} L ({(o.Perfusion == Perfusion.Pulmonary ? 100 : o.Flow / body.CardiacOutput * 100):0.##} %)")))).Append(".\n");
        foreach (var function in organism.Functions)
            text.Append($"The {function.Elimination.ToString().ToLowerInvariant()} clearance is carried by {string.Join(", ", function.Cells)} of {function.Tissue ?? $"all tissues of the {function.Organ}"}, and is full with {(function.Healthy is { } healthy ? FormattableString.Invariant($"{healthy:0.##}") : "as many as there are founders")}.\n");
        foreach (var tissue in scenario.Tissues.Where(t => t.Scale != 1)) text.Append(FormattableString.Invariant($"Each cell of {tissue.Name} stands for {tissue.Scale:0.###e0} cells of the body.\n"));
        foreach (var carried in organism.Carried) text.Append(Carried(carried, body));
        return text.ToString();
    }

    private static string Carried(ScenarioCarried carried, Physiology physiology)
    {
        var (kinetics, body) = (carried.Kinetics, new WholeBody(physiology, carried.Kinetics));
        // Clearances and volumes of plasma, as labels give them: those of blood times BP.
        var (hepatic, renal) = (body.HepaticClearance() * kinetics.BloodToPlasma, body.RenalClearance() * kinetics.BloodToPlasma);
        var mouth = carried.IsAbsorbed
            ? FormattableString.Invariant($"; by mouth {kinetics.AbsorbedShare * 100:0.#} % comes through the gut at {kinetics.Absorption:0.###} per h and {WellStirred.Availability(physiology.HepaticFlow, kinetics.UnboundInBlood, kinetics.HepaticIntrinsic) * 100:0.#} % of that through the liver")
            : "";
        return FormattableString.Invariant($"  {carried.Agent}: {kinetics.UnboundInPlasma * 100:0.##} % unbound in plasma, of plasma {hepatic:0.##} L/h are cleared by the liver and {renal:0.##} L/h by the kidneys, volume of distribution {body.SteadyVolume * kinetics.BloodToPlasma:0.#} L{mouth}.\n");
    }
}
