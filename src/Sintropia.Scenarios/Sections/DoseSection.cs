using System.Text.RegularExpressions;
using Sintropia.Biology.Interventions;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads doses into a body, and what keeps them back.</summary>
/// <param name="organism">The body; null if there is none.</param>
internal sealed partial class DoseSection(ScenarioOrganism? organism)
{
    /// <summary>A dose as it was read.</summary>
    /// <param name="Amount">A mass or an amount of substance.</param>
    /// <param name="Route">How it comes into the body.</param>
    /// <param name="Hours">Length of an infusion, h; infinite for others.</param>
    public sealed record Dose(Quantity Amount, Route Route, double Hours);

    /// <summary>Whether blood carries an agent.</summary>
    public bool Carries(Agent agent) => Find(agent.Name) is not null;

    /// <summary>A dose with a route.</summary>
    /// <param name="section">The intervention.</param>
    /// <param name="agent">What is given.</param>
    /// <param name="dose">The dose; null if it is none, or something about it was reported.</param>
    /// <returns>Whether this is a dose into a body, in order or not.</returns>
    public bool TryRead(Section section, Agent agent, out Dose? dose)
    {
        dose = null;
        var text = section.Text("dose") ?? "";
        var carried = Find(agent.Name);
        if (!DoseText.TryParse(text, out var written, out var route, out var over))
        {
            if (carried is null || !section.Says("dose")) return false;
            if (Swallowed().Match(text) is { Success: true } lasting) section.Wrong("dose", $"'{text}' is swallowed, and swallowing takes no time. Write '{lasting.Groups["dose"].Value}', or an infusion such as '100 mg iv over 2 h'");
            else section.Wrong("dose", $"'{text}' has no route, and the blood of the organism carries {agent.Name}. Give an amount and how it comes in, such as '100 mg po', '100 mg iv' or '100 mg iv over 2 h'");
            return true;
        }

        if (organism is null) section.Wrong("dose", $"'{text}' is a dose into a body, and the scenario has none: in a culture a dose is a level in the medium, such as '{Units.Find(agent.Unit)!.Dimension.Example()}'. Write that, or add 'organism: {{ body: reference-male }}'");
        else if (carried is null) section.Wrong("dose", $"Nothing says what the body does to {agent.Name}, so it cannot be given {route.Words(0)}. Describe that under its 'circulation', or give it to tissues as a level, such as '{Units.Find(agent.Unit)!.Dimension.Example()}'");
        else if (!Quantity.TryParse(written, DoseText.Amounts, out var amount, out var problem, out var nearest)) section.Wrong("dose", problem, nearest);
        else if (!(amount.Number > 0)) section.Wrong("dose", $"'{text}' gives nothing. Write an amount above 0, or remove the intervention");
        else if (route == Route.Oral && !carried.IsAbsorbed) section.Wrong("dose", $"{agent.Name} cannot be given by mouth: its 'circulation' does not say how it is absorbed. Give 'absorption' with 'absorbed' or 'bioavailability', or another route");
        else dose = Converted(section, agent, carried, amount, route, over);
        return true;
    }

    /// <summary>What keeps the dose back; null for nothing, or if something about it was reported.</summary>
    public static ScenarioRule? Rule(Section section, bool dosed)
    {
        foreach (var key in (string[])["resume_at", "reduce_to"])
            if (section.Says(key) && !section.Says("hold_while")) section.Wrong(key, $"'{key}' belongs to 'hold_while', which says when doses are held. Add it, or remove '{key}'");
        if (section.Text("hold_while") is not { } text) return null;
        if (!dosed) section.Wrong("hold_while", "Only doses into a body can be held: they are amounts with a route, such as '100 mg po'. Remove it, or write such a dose");
        var match = Condition().Match(text.Trim());
        if (!match.Success)
        {
            section.Wrong("hold_while", $"'{text}' is no state to hold a dose in. Write a cell type or substance, < or >, and a value, such as 'neutrophil < 1e9/L'");
            return null;
        }

        if (Value(section, "hold_while", match.Groups["value"].Value) is not { } threshold) return null;
        var resume = section.Text("resume_at") is { } again ? Value(section, "resume_at", again) : threshold;
        if (resume is not { } end) return null;
        var below = match.Groups["sign"].Value == "<";
        if (end.Unit.Dimension != threshold.Unit.Dimension) section.Wrong("resume_at", $"'{end}' is {end.Unit.Dimension.Named()}, and doses are held at {threshold}. Write it in {threshold.Unit}");
        else if (below ? end.Base < threshold.Base : end.Base > threshold.Base) section.Wrong("resume_at", $"Doses that are held at {threshold} cannot go on at {end}: they would be held again at once. Write {threshold} or {(below ? "more" : "less")}");
        else return dosed ? new(match.Groups["subject"].Value.Trim(), below, threshold, end, section.Base("reduce_to") ?? 1) : null;
        return null;
    }

    private ScenarioCarried? Find(string agent) => organism?.Carried.FirstOrDefault(c => c.Agent == agent);

    private Dose? Converted(Section section, Agent agent, ScenarioCarried carried, Quantity amount, Route route, string over)
    {
        var hours = double.PositiveInfinity;
        if (over.Length > 0)
        {
            if (!Quantity.TryParse(over, [Dimension.Time], out var time, out var problem, out var nearest))
            {
                section.Wrong("dose", problem, nearest);
                return null;
            }

            hours = time.In(Units.Hour);
            if (!(hours > 0))
            {
                section.Wrong("dose", $"An infusion cannot last {time}. Give a time above 0, or write 'iv' for all at once");
                return null;
            }
        }

        var grams = amount.Unit.Dimension switch { Dimension.MassPerWeight => amount.Base * organism!.Weight, Dimension.MassPerSurface => amount.Base * organism!.Surface, _ => double.NaN };
        if (!double.IsNaN(grams)) amount = new(grams * 1000, Units.Find("mg")!);
        var unit = Units.Find(agent.Unit)!;
        if (carried.Litres(amount, unit) is not null) return new(amount, route, hours);
        section.Wrong("dose", unit.Dimension is Dimension.MolarConcentration or Dimension.MassConcentration
            ? $"'{amount}' is {amount.Unit.Dimension.Named()}, and levels of {agent.Name} are measured in {unit}: a molar mass is missing between them. Give its 'circulation' a 'molar_mass', or write {(amount.Unit.Dimension == Dimension.Mass ? "an amount such as '200 umol'" : "a mass such as '100 mg'")}"
            : $"Levels of {agent.Name} are measured in {unit}, so that no mass or amount of it can be given. Measure it in uM or ng/mL");
        return null;
    }

    private static Quantity? Value(Section section, string key, string text)
    {
        if (Quantity.TryParse(text, [Dimension.CellDensity, Dimension.Cells, .. Dimensions.OfLevels], out var value, out var problem, out var nearest)) return value;
        section.Wrong(key, problem, nearest);
        return null;
    }

    [GeneratedRegex(@"^(?<dose>.*\s(po|oral|by mouth))\s+over\s", RegexOptions.CultureInvariant)]
    private static partial Regex Swallowed();

    [GeneratedRegex(@"^(?<subject>[^<>]+?)\s*(?<sign>[<>])\s*(?<value>[^<>=].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();
}
