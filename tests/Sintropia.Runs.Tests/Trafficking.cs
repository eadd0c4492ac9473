namespace Sintropia.Runs.Tests;

/// <summary>An organism whose marrow sends cells into the blood, of which some go on to the spleen and back; cells of the marrow mutate, and drugs choose half of them.</summary>
internal static class Trafficking
{
    public const string Text = """
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
        tissues:
          marrow:
            organ: bone
            scale: 1e6
            migration: [ { type: white, to: blood }, { type: mutant, to: pulp, rate: 0.05 per h } ]
            populations: [ { type: stem, cells: 200 cells, mutants: [ { to: mutant, probability: 10 % } ] } ]
          cells: { organ: blood, scale: 1e6, migration: [ { type: white, to: pulp, rate: 0.1 per h } ], populations: [ { type: white, cells: 60 cells } ] }
          pulp: { organ: spleen, scale: 1e6, migration: [ { type: white, to: cells, rate: 0.2 per h } ], crowding: { capacity: 900 cells }, populations: [ { type: white, cells: 20 cells } ] }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 200 mg po, from: 1 h, every: 6 h }
            - { compound: poison, dose: 1 uM, from: 3.2 h, target: { tissue: marrow, fraction: 50 % } }
            - { compound: poison, dose: 2 uM, from: 11 h, target: { fraction: 30 % } }
        """;
}
