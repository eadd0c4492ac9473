using System.Globalization;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Execution;

public sealed class MigratingRunTests : IDisposable
{
    internal const string Text = """
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

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_run_whose_cells_mutate_and_go_from_tissue_to_tissue_differs_in_no_byte_when_it_was_stopped_or_killed_and_resumed()
    {
        var plan = Dish.Of(Text);
        await Dish.Carry(Dish.Request(_folder["whole"], plan, Dish.Options(1, 4096)));
        for (var stop = 0; stop < 3; stop++)
            Assert.Equal(RunStatus.Paused, (await Dish.StopAt(25 + 9 * stop, Dish.Request(_folder["stopped"], plan, Dish.Options(stop + 1, 64 << stop, checkpointEverySeconds: 10)) with { Continue = stop > 0 })).Status);
        await Dish.Carry(Dish.Request(_folder["stopped"], plan) with { Continue = true });
        await Dish.Kill(130, Dish.Request(_folder["run"], plan, Dish.Options(checkpointEverySeconds: 20)), _folder["dead"]);
        await Dish.Carry(Dish.Request(_folder["dead"], plan) with { Continue = true });

        Dish.Same(_folder["whole"], _folder["stopped"]);
        Dish.Same(_folder["whole"], _folder["dead"]);
    }

    [Fact]
    public async Task Its_tables_tell_of_cells_where_they_are_and_of_all_that_ever_lived()
    {
        await Dish.Carry(Dish.Request(_folder["run"], Dish.Of(Text)));
        var rows = CsvRows.Read(_folder["run/timeseries.csv"]).Where(r => r[0] == "24" && r[1] == "control").ToArray();
        long Living(string tissue, string type) => rows.Where(r => r[4] == tissue && r[5] == type && (r[6] is "G0" or "G1" or "S")).Sum(r => long.Parse(r[^1], CultureInfo.InvariantCulture));

        Assert.True(Living("cells", "white") > 60);
        Assert.True(Living("pulp", "mutant") > 20);
        Assert.InRange(Living("marrow", "white"), 0, 20); // those born since the last tick
        // founders + 2 × divisions lives, each once
        var lives = CsvRows.Read(_folder["run/lineage.csv"]).Where(r => r[Column("condition")] == "control").ToArray();
        var divisions = CsvRows.Read(_folder["run/events.csv"]).Where(r => r[0] == "24" && r[1] == "control" && r[6] == "divisions").Sum(r => long.Parse(r[^1], CultureInfo.InvariantCulture));
        Assert.Equal(280 + 2 * divisions, lives.Length);
        Assert.Equal(lives.Length, lives.Select(r => r[0]).Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();

    private int Column(string name) => Array.IndexOf(File.ReadLines(_folder["run/lineage.csv"]).First().Split(','), name);
}
