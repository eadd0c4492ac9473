using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia explain`: what a scenario will simulate, and what every number rests on.</summary>
internal static class ExplainCommand
{
    public static (Command, string) Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The scenario" };
        var json = new Option<bool>("--json") { Description = "Print one object, for programs" };
        var allowOutside = new Option<bool>("--allow-outside") { Description = "Let the scenario name files outside its folder" };
        var command = new Command("explain", "Say in words what a scenario will simulate, with the source of every number") { file, json, allowOutside };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioInput.Load(parsed.GetRequiredValue(file), new() { AllowOutside = parsed.GetValue(allowOutside) }, terminal);
            if (parsed.GetValue(json)) WriteJson(scenario, terminal);
            else terminal.Output.Write(Explanation.Of(scenario));
            return ExitCode.Ok;
        });
        return (command, "sintropia explain first-culture.yaml\nsintropia explain first-culture.yaml --json | jq '.assumptions[] | select(.status == \"assumed\")'");
    }

    private static void WriteJson(Scenario scenario, Terminal terminal) => JsonLine.Write(terminal.Output, new
    {
        scenario.Name,
        scenario.Description,
        scenario.Seed,
        DurationH = scenario.Duration,
        TickH = scenario.Tick,
        RecordEveryH = scenario.RecordEvery,
        scenario.Replicates,
        Lineage = scenario.KeepLineage,
        CellTypes = scenario.CellTypes.Select(t => new { t.Name, t.Preset, t.Description }),
        Tissues = scenario.Tissues.Select(t => new { t.Organ, t.Name, Populations = t.Populations.Select(p => new { p.Type, p.Cells, p.Founding }), Capacity = t.Crowding?.Capacity }),
        scenario.Units,
        Conditions = scenario.Conditions.Select(c => new { c.Name, Interventions = c.Interventions.Select(i => new { i.Text, Kind = i.Kind.Name(), FromH = i.FromHours, UntilH = double.IsFinite(i.UntilHours) ? i.UntilHours : (double?)null }) }),
        Assumptions = scenario.Assumptions.Select(a => new { a.Subject, a.What, a.Value, a.Unit, a.Spread, Status = a.Status.Name(), a.Source, a.Doi, a.Note }),
        Warnings = scenario.Warnings.Select(w => w.ToString()),
        Explanation = Explanation.Of(scenario),
    });
}
