using Sintropia.Grains.Messages;
using Sintropia.Grains.Runs;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Silo.Benchmarks;

/// <summary>One scenario with interventions over 500 ticks, in process and on silos in processes of their own: one fingerprint, or the program says which differs.</summary>
internal static class Parity
{
    private const string Text = """
        format: 1
        name: Parity
        seed: 7
        duration: 250 h
        record: every 10 h
        lineage: kept
        cell_types:
          line:
            cycle: { G1: { erlang: 8 h, stages: 3 }, S: 7 h, G2: { lognormal: 4 h, cv: 20 % }, M: 1 h }
            hazards: [ { outcome: apoptosis, rate: 0.005 per h } ]
            quiescence: { probability: 10 %, rest: { exponential: 5 h } }
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM } ] }
        expression: { predictor: stand-in, dimensions: 32, half_life: 6 h, tolerance: 10 %, ask_every: 8 ticks, residual_spread: 0.5, inherited: 90 %, programme: stand-in }
        tissues:
          dish:
            populations: [ { type: line, cells: 200 cells } ]
            crowding: { capacity: 1000 cells, power: 2 }
        conditions:
          treated:
            - { compound: drug, dose: 1 uM, from: 8.2 h, until: 40 h, target: { fraction: 40 % } }
            - { compound: drug, dose: 300 nM, from: 60 h, until: 99.7 h, ramp: over 12 h }
        """;

    public static async Task<int> Run(Figures figures)
    {
        var plan = RunPlans.Of(ScenarioFile.Parse(Text, "parity.yaml"));
        var (expected, living) = await Here(plan);
        figures.Add("in process, 2 threads", expected);
        figures.Add("ticks", "", plan.Duration / plan.Tick);
        figures.Add("living cells at the end", "cells", living);
        var differ = 0;
        foreach (var (silos, resolution, batch) in from s in new[] { 1, 2, 3, 4 } from r in new[] { Resolution.Niche, Resolution.Cell } from b in new[] { 16, 4096 } select (s, r, b))
        {
            await using var cluster = await Silos.Start(silos, _ => [("Predictor__MaxBatch", $"{batch}")]);
            var runs = new GrainRuns(cluster.Client, new() { Resolution = resolution, NicheSize = 128 });
            var id = await runs.Submit(new(plan, "run"));
            await foreach (var _ in runs.Watch(id))
            {
            }

            var view = await runs.Get(id);
            var found = view.Status == RunStatus.Completed ? RunDirectory.Open(Path.Combine(cluster.Runs, "run")).Manifest().Fingerprint! : view.Failure!.Message;
            if (found != expected) differ++;
            figures.Add($"{silos} silos, {resolution} resolution, predictor batches of up to {batch}", found == expected ? found : $"{found}  DIFFERS");
        }

        return differ == 0 ? 0 : 1;
    }

    private static async Task<(string Fingerprint, long Living)> Here(RunPlan plan)
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-parity-").FullName;
        await using var runs = new LocalRuns(TimeProvider.System);
        var id = await runs.Submit(new(plan, Path.Combine(folder, "run")));
        await foreach (var _ in runs.Watch(id))
        {
        }

        var manifest = RunDirectory.Open(Path.Combine(folder, "run")).Manifest();
        Directory.Delete(folder, recursive: true);
        return (manifest.Fingerprint!, manifest.Runs.Sum(r => r.FinalLiving));
    }
}
