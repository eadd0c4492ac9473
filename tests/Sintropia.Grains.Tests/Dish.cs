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
        {{(listening ? "expression: { predictor: stand-in, dimensions: 16, half_life: 6 h, tolerance: 10 %, ask_every: 8 ticks, residual_spread: 0.5, inherited: 90 %, programme: stand-in }" : "")}}
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
    public static RunPlan Patient() => RunPlans.Of(ScenarioFile.Parse("""
        format: 1
        name: Patient
        seed: 9
        duration: 24 h
        record: every 2 h
        organism: { body: reference-male, function: [ { clearance: hepatic, cells: hepatocyte } ] }
        organs: { tumour: { part_of: muscle, mass: 50 g } }
        cell_types:
          hepatocyte: { lifespan: { exponential: 300 d } }
          cancer: { cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h } }
          neutrophil: { lifespan: { exponential: 2 d } }
        compounds:
          drug:
            unit: uM
            effects: [ { holds: G1, ec50: 100 nM, cell_types: cancer } ]
            circulation: { molar_mass: 400 g/mol, unbound: 20 %, log_p: 2, bases: 8, hepatic_clearance: 20 L/h, renal_clearance: 2 L/h, absorption: 1 per h, absorbed: 80 %, effect_delay: 30 min }
          toxin: { unit: uM, effects: [ { harms: necrosis, ideal: true, maximum: 5 per h, cell_types: hepatocyte } ] }
        ligands:
          signal: { unit: ng/mL, secretion: { cancer: 1e-9 ng/mL per h }, circulation: { unbound: 100 %, partition: { all: 0.4 }, renal_intrinsic: 5 L/h } }
        tissues:
          lobules: { organ: liver, populations: [ { type: hepatocyte, cells: 100 cells } ] }
          lump: { organ: tumour, scale: 1e6, populations: [ { type: cancer, cells: 100 cells } ] }
          cells: { organ: blood, scale: 3e8, populations: [ { type: neutrophil, cells: 100 cells } ] }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 200 mg po, from: 1 h, every: 6 h, hold_while: neutrophil < 4.6e9/L, reduce_to: 75 % }
            - { compound: drug, dose: 20 mg iv over 5 h, from: 3.2 h, ramp: linear over 1 h }
            - { compound: toxin, dose: 1 uM, from: 9 h, for: 1 h, target: { tissue: lobules, fraction: 50 % } }
        """, "patient.yaml"));

    /// <summary>An organism whose marrow sends cells into the blood, of which some go on to the spleen and back; cells of the marrow mutate, and drugs choose half of them.</summary>
    public static RunPlan Trafficking(bool listening = false) => RunPlans.Of(ScenarioFile.Parse($$"""
        format: 1
        name: Trafficking
        seed: 10
        duration: 24 h
        record: every 2 h
        organism: { body: reference-male }
        cell_types:
          stem:
            cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h }
            hierarchy: { divisions: [ { probability: 50 %, daughters: [stem, white] }, { probability: 50 %, daughters: [stem, stem] } ] }
            mutations: [ { to: mutant, probability: 5 % } ]
          mutant: { like: stem, lacks: GENE }
          white: { lifespan: { exponential: 2 d } }
        compounds:
          drug:
            unit: uM
            effects: [ { holds: G1, ec50: 100 nM, requires: GENE }, { harms: apoptosis, ec50: 1 uM, maximum: 0.2 per h, cell_types: white } ]
            circulation: { molar_mass: 400 g/mol, unbound: 20 %, log_p: 2, bases: 8, hepatic_clearance: 20 L/h, absorption: 1 per h, absorbed: 80 % }
          poison: { unit: uM, effects: [ { slows: S, ec50: 1 uM }, { harms: apoptosis, ec50: 1 uM, maximum: 0.1 per h } ] }
        {{(listening ? "expression: { predictor: stand-in, dimensions: 16, half_life: 6 h, tolerance: 10 %, ask_every: 8 ticks, residual_spread: 0.5, inherited: 90 %, programme: stand-in }" : "")}}
        tissues:
          marrow:
            organ: bone
            scale: 1e6
            migration: [ { type: white, to: blood }, { type: mutant, to: pulp, rate: 0.05 per h } ]
            populations: [ { type: stem, cells: 120 cells, mutants: [ { to: mutant, probability: 10 % } ] } ]
          cells: { organ: blood, scale: 1e6, migration: [ { type: white, to: pulp, rate: 0.1 per h } ], populations: [ { type: white, cells: 60 cells } ] }
          pulp: { organ: spleen, scale: 1e6, migration: [ { type: white, to: cells, rate: 0.2 per h } ], crowding: { capacity: 900 cells }, populations: [ { type: white, cells: 20 cells } ] }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 200 mg po, from: 1 h, every: 6 h }
            - { compound: poison, dose: 1 uM, from: 3.2 h, target: { tissue: marrow, fraction: 50 % } }
            - { compound: poison, dose: 2 uM, from: 11 h, target: { fraction: 30 % } }
        """, "trafficking.yaml"));

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
