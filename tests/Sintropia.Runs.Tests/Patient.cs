namespace Sintropia.Runs.Tests;

/// <summary>A small organism with blood: tablets that a rule may hold, an infusion, a liver whose cells a toxin kills.</summary>
internal static class Patient
{
    public const string Text = """
        format: 1
        name: Patient
        seed: 9
        duration: 24 h
        record: every 2 h
        organism:
          body: reference-male
          function: [ { clearance: hepatic, cells: hepatocyte } ]
        organs:
          tumour: { part_of: muscle, mass: 50 g }
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
          signal:
            unit: ng/mL
            secretion: { cancer: 1e-9 ng/mL per h }
            circulation: { unbound: 100 %, partition: { all: 0.4 }, renal_intrinsic: 5 L/h }
        tissues:
          lobules: { organ: liver, populations: [ { type: hepatocyte, cells: 200 cells } ] }
          lump: { organ: tumour, scale: 1e6, populations: [ { type: cancer, cells: 200 cells } ] }
          cells: { organ: blood, scale: 1e8, populations: [ { type: neutrophil, cells: 300 cells } ] }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 200 mg po, from: 1 h, every: 6 h, hold_while: neutrophil < 4.6e9/L, reduce_to: 75 % }
            - { compound: drug, dose: 20 mg iv over 5 h, from: 3.2 h, ramp: linear over 1 h }
            - { compound: toxin, dose: 1 uM, from: 9 h, for: 1 h, target: { tissue: lobules, fraction: 50 % } }
        """;
}
