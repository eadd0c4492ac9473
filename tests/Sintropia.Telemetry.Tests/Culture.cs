using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Telemetry.Tests;

/// <summary>A small culture that listens to a predictor, and a run of it in a folder of its own.</summary>
internal static class Culture
{
    public const int Ticks = 48;

    public const string Text = """
        format: 1
        name: Dish
        seed: 7
        duration: 24 h
        cell_types:
          line:
            cycle: { G1: { erlang: 5 h, stages: 3 }, S: 4 h, G2: { lognormal: 2 h, cv: 20 % }, M: 30 min }
            hazards: [ { outcome: apoptosis, rate: 0.01 per h } ]
        expression: { predictor: stand-in, dimensions: 6, residual_spread: 0.5, ask_every: 5 ticks, programme: stand-in }
        tissues:
          dish:
            populations:
              - { type: line, cells: 300 cells }
          other:
            populations:
              - { type: line, cells: 40 cells }
        """;

    /// <summary>Carries the culture out.</summary>
    /// <returns>What its part ended with.</returns>
    public static PartSummary Run(string name = "measured")
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-telemetry-");
        try
        {
            var execution = new RunExecution(
                RunPlans.Of(ScenarioFile.Parse(Text, "dish.yaml")), RunDirectory.Create(Path.Combine(folder.FullName, name), false),
                new() { Simulation = new() { Threads = 2, NicheSize = 64 }, CheckpointEvery = TimeSpan.FromMilliseconds(1) }, RunPlace.Here, new(), _ => { }, TimeProvider.System);
            Assert.Equal(RunStatus.Completed, execution.Run(false));
            return Assert.Single(execution.Finished);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
