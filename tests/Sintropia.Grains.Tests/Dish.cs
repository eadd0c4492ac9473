using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Grains.Tests;

/// <summary>A culture with everything that a tick has to carry to its cells: fractions, radiation, a dose that begins inside a tick, crowding, a second tissue.</summary>
internal static class Dish
{
    public static string Text(int cells = 300, string duration = "24 h", bool listening = false, int limit = 100_000_000) => $$"""
        format: 1
        name: Dish
        seed: 7
        duration: {{duration}}
        record: every 2 h
        lineage: kept
        limit: {{limit}} cells
        cell_types:
          line:
            cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h, G2: { lognormal: 2 h, cv: 20 % }, M: 30 min }
            hazards: [ { outcome: apoptosis, rate: 0.01 per h } ]
            quiescence: { probability: 10 %, rest: { exponential: 5 h } }
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM } ] }
        {{(listening ? "expression: { predictor: stand-in, dimensions: 16, half_life: 6 h, tolerance: 10 %, ask_every: 8 ticks, residual_spread: 0.5, inherited: 90 %, programme: stand-in, fate: [ { programme: pace, genes: [0, 3], speeds: [G1, S], fold: 1.5 }, { programme: death, genes: [1], endangers: [G1, S, G2, M], fold: 4 } ] }" : "")}}
        tissues:
          dish:
            populations:
              - { type: line, cells: {{cells}} cells }
            crowding: { capacity: {{cells * 20}} cells, power: 2 }
          well:
            populations:
              - { type: line, cells: {{cells / 3}} cells }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 1 uM, from: 8.2 h, until: 16 h, target: { fraction: 40 % } }
            - { compound: drug, dose: 300 nM, from: 3 h, until: 9.7 h, ramp: over 4 h }
        """;

    public static RunPlan Plan(int cells = 300, string duration = "24 h", bool listening = false, int limit = 100_000_000) =>
        RunPlans.Of(ScenarioFile.Parse(Text(cells, duration, listening, limit), "dish.yaml"));

    /// <summary>An organism with blood: tablets that a rule may hold, an infusion, a liver whose cells a toxin kills, a signal.</summary>
    public static RunPlan Patient() => RunPlans.Of(ScenarioFile.Parse(Sintropia.Runs.Tests.Patient.Text, "patient.yaml"));

    /// <summary>An organism whose marrow sends cells into the blood, of which some go on to the spleen and back; cells of the marrow mutate, and drugs choose half of them.</summary>
    public static RunPlan Trafficking(bool listening = false) => RunPlans.Of(ScenarioFile.Parse(
        Sintropia.Runs.Tests.Trafficking.Text + (listening ? "\nexpression: { predictor: stand-in, dimensions: 16, half_life: 6 h, tolerance: 10 %, ask_every: 8 ticks, residual_spread: 0.5, inherited: 90 %, programme: stand-in }\n" : ""), "trafficking.yaml"));

    /// <summary>The run of a plan in this process.</summary>
    public static async Task<RunManifest> InProcess(RunPlan plan, string folder)
    {
        var view = await End(plan, folder);
        Assert.Equal(RunStatus.Completed, view.Status);
        return RunDirectory.Open(folder).Manifest();
    }

    /// <summary>How the run of a plan ends in this process.</summary>
    public static async Task<RunView> End(RunPlan plan, string folder)
    {
        await using var runs = new LocalRuns(TimeProvider.System);
        var id = await runs.Submit(new(plan, folder) { Options = new() { Simulation = new() { Threads = 1, NicheSize = 100 } } });
        await foreach (var _ in runs.Watch(id))
        {
        }

        return await runs.Get(id);
    }
}
