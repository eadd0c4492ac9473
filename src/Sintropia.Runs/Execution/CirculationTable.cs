using Sintropia.Runs.Results;
using Sintropia.Simulation.Circulation;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Runs.Execution;

/// <summary>The table of what blood carries: concentrations in plasma and organs, and where all of what was given is.</summary>
internal static class CirculationTable
{
    public const string FileName = "circulation.csv";

    public const string Header = "time_h,condition,replicate,substance,place,quantity,unit,value";

    /// <summary>Writes what the blood looks like. Concentrations are means over the last tick, amounts and the function of organs are those of now.</summary>
    public static void Write(TableFile table, OrganismRecord record, OrganismPlan plan, string condition, int replicate)
    {
        var (blood, time, circulation) = (record.Blood!, record.Time, plan.Circulation!);
        var organs = circulation.Physiology.Organs;
        foreach (var elimination in circulation.Functions.Select(f => f.Elimination).Distinct().Order())
            table.Add(time).Add(condition).Add(replicate).Add("").Add(elimination == Elimination.Hepatic ? "liver" : "kidney").Add("function").Add("share")
                .Add(circulation.Function(elimination, [.. record.Tissues.Select(t => t.Cells)])).EndRow();
        foreach (var carried in blood.Carried)
        {
            var agent = plan.Agents[carried.Agent];
            void Row(string place, string quantity, string unit, double value) =>
                table.Add(time).Add(condition).Add(replicate).Add(agent.Name).Add(place).Add(quantity).Add(unit).Add(value).EndRow();

            Row("plasma", "concentration", agent.Unit, carried.Plasma);
            Row("plasma", "area", $"{agent.Unit} h", carried.Area);
            for (var i = 0; i < organs.Count; i++)
            {
                Row(organs[i].Name, "concentration", agent.Unit, carried.Organs[i]);
                Row(organs[i].Name, "unbound", agent.Unit, carried.Unbound[i]);
            }

            foreach (var (place, amount) in ((string, double)[])[("given", carried.Given), ("body", carried.InBody), ("metabolised", carried.Metabolised), ("excreted", carried.Excreted), ("unabsorbed", carried.Unabsorbed)])
                Row(place, "amount", $"{agent.Unit} L", amount);
            if (plan.Interventions.OfType<Biology.Interventions.Administration>().Any(a => a.Agent == carried.Agent && a.Rules.Count > 0)) Row("held", "doses", "doses", carried.Kept);
        }
    }
}
