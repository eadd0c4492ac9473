using Sintropia.Scenarios.Sweeps;
using Sintropia.Sweeps.Execution;

namespace Sintropia.Sweeps.Tests.Execution;

/// <summary>A small culture with two drugs, and sweeps of it, in a folder of their own.</summary>
internal sealed class Swept : IDisposable
{
    public const string Culture = """
        format: 1
        name: Two drugs
        seed: 7
        duration: 24 h
        record: every 6 h
        lineage: none
        cell_types:
          line:
            cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h, G2: { lognormal: 2 h, cv: 20 % }, M: 30 min }
        compounds:
          stopper: { unit: uM, effects: [ { holds: G1, ec50: 100 nM } ] }
          killer: { unit: uM, effects: [ { harms: apoptosis, ec50: 1 uM, maximum: 0.2 per h } ] }
        tissues:
          dish: { populations: [ { type: line, cells: 100 cells } ] }
        interventions:
          - { compound: stopper, dose: 0 uM, from: 2 h }
          - { compound: killer, dose: 0 uM, from: 2 h }
        """;

    public const string Grid = """

        sweep:
          parameters:
            stopper: { at: 'interventions[0].dose', values: [0 uM, 100 nM, 1 uM] }
            killer: { at: 'interventions[1].dose', values: [0 uM, 0.5 uM, 1 uM, 2 uM] }
        """;

    public string Root { get; } = Directory.CreateTempSubdirectory("sintropia-sweeps-").FullName;

    public string this[params string[] names] => Path.Combine([Root, .. names]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public SweepPlan Plan(string sweep = Grid, string culture = Culture)
    {
        File.WriteAllText(this["sweep.yaml"], culture + "\n" + sweep);
        return new(SweepFile.Load(this["sweep.yaml"]));
    }

    public SweepRun Run(SweepPlan plan, string folder, SweepOptions? options = null) => new(plan, new(this[folder]), options ?? new() { AtOnce = 2 }, TimeProvider.System);

    public byte[] Table(string folder) => File.ReadAllBytes(this[folder, SweepFolder.Table]);
}
