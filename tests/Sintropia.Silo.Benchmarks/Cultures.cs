using System.Globalization;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;

namespace Sintropia.Silo.Benchmarks;

/// <summary>What is measured: B1's growing culture, and one that stays as it is.</summary>
internal static class Cultures
{
    /// <summary>B1: grows eightfold in two days or so.</summary>
    public static RunPlan Growing(int founders, double hours, double recordEvery = 12, string lineage = "kept") => Plan(string.Create(CultureInfo.InvariantCulture, $$"""
        format: 1
        name: Growing
        lineage: {{lineage}}
        seed: 20260101
        duration: {{hours}} h
        record: every {{recordEvery}} h
        limit: 100000000 cells
        cell_types:
          line:
            cycle: { G1: { exponential: 5 h }, S: 8 h, G2: 4 h, M: 1 h }
            hazards: [ { outcome: apoptosis, rate: 0.0031900 per h } ]
        tissues:
          dish: { populations: [ { type: line, cells: {{founders}} cells } ] }
        """));

    /// <summary>Cells that are asked about at every tick of half an hour and otherwise stay as they are: every tick is a cell-step of every cell.</summary>
    public static RunPlan Listening(int cells, int ticks, int dimensions) => Plan(string.Create(CultureInfo.InvariantCulture, $$"""
        format: 1
        name: Listening
        seed: 20260101
        duration: {{ticks * 0.5}} h
        record: every {{ticks * 0.5}} h
        cell_types:
          line:
            cycle: { G1: 1000 h, S: 8 h, G2: 4 h, M: 1 h }
        expression: { predictor: stand-in, dimensions: {{dimensions}}, half_life: 6 h, ask_every: 1 ticks, residual_spread: 0.5, programme: stand-in }
        tissues:
          dish: { populations: [ { type: line, cells: {{cells}} cells, founding: newborn } ] }
        """));

    /// <summary>Cells to which nothing happens.</summary>
    public static RunPlan Still(int cells, int ticks) => Plan(string.Create(CultureInfo.InvariantCulture, $$"""
        format: 1
        name: Still
        seed: 20260101
        duration: {{ticks * 0.5}} h
        record: every {{ticks * 0.5}} h
        cell_types:
          line:
            cycle: { G1: 1000 h, S: 8 h, G2: 4 h, M: 1 h }
        tissues:
          dish: { populations: [ { type: line, cells: {{cells}} cells, founding: newborn } ] }
        """));

    private static RunPlan Plan(string text) => RunPlans.Of(ScenarioFile.Parse(text, "culture.yaml"));
}
