using Sintropia.Calibration.Posteriors;
using Sintropia.Calibration.Problems;
using Sintropia.Evaluation.Statistics;

namespace Sintropia.Calibration.Tests.Problems;

/// <summary>Cultures whose numbers are known, and cheap to simulate.</summary>
/// <param name="Name">What is sought.</param>
/// <param name="Text">The scenario.</param>
/// <param name="Parameters">What is sought.</param>
/// <param name="Truth">Its values.</param>
/// <param name="Observed">What is measured, and when.</param>
internal sealed record Synthetic(string Name, string Text, IReadOnlyList<CalibratedParameter> Parameters, IReadOnlyList<double> Truth, IReadOnlyList<(ObservedQuantity Quantity, ObservedScale Scale, string Condition, double Hours)> Observed)
{
    public static Synthetic GrowthAndDeath { get; } = new("growth and death",
        """
        format: 1
        name: growth-and-death
        seed: 1
        duration: 36 h
        tick: 12 h
        record: every 12 h
        lineage: none
        cell_types:
          line:
            cycle: { G1: { exponential: 20 h } }
            hazards: [ { outcome: apoptosis, rate: 0.012 per h } ]
        tissues: { dish: { populations: [ { type: line, cells: 300 cells } ] } }
        """,
        [new("cycle", "cell_types.line.cycle.G1.exponential", 8, 60, true, "h"), new("death", "cell_types.line.hazards[0].rate", 0.001, 0.05, true, "per h")], [20, 0.012],
        [(ObservedQuantity.Living, ObservedScale.Log, "", 12), (ObservedQuantity.Living, ObservedScale.Log, "", 24), (ObservedQuantity.Living, ObservedScale.Log, "", 36), (ObservedQuantity.Deaths, ObservedScale.Log, "", 36)]);

    public static Synthetic Phases { get; } = new("two phases",
        """
        format: 1
        name: two-phases
        seed: 1
        duration: 24 h
        tick: 12 h
        record: every 12 h
        lineage: none
        cell_types:
          line: { cycle: { G1: { erlang: 10 h, stages: 4 }, S: { erlang: 9 h, stages: 8 } } }
        tissues: { dish: { populations: [ { type: line, cells: 300 cells } ] } }
        """,
        [new("G1", "cell_types.line.cycle.G1.erlang", 3, 30, true, "h"), new("S", "cell_types.line.cycle.S.erlang", 3, 30, true, "h")], [10, 9],
        [(ObservedQuantity.Fold, ObservedScale.Log, "", 12), (ObservedQuantity.Fold, ObservedScale.Log, "", 24), (ObservedQuantity.ShareG1, ObservedScale.Linear, "", 12), (ObservedQuantity.ShareG1, ObservedScale.Linear, "", 24)]);

    public static Synthetic Drug { get; } = new("a drug",
        """
        format: 1
        name: a-drug
        seed: 1
        duration: 36 h
        tick: 12 h
        record: every 12 h
        lineage: none
        cell_types: { line: { cycle: { G1: { exponential: 18 h } } } }
        compounds:
          drug:
            unit: uM
            effects: [ { slows: G1, ec50: 0.3 uM, hill: 1, maximum: 90 % } ]
        tissues: { dish: { populations: [ { type: line, cells: 250 cells } ] } }
        conditions:
          control: []
          low: [ { compound: drug, dose: 0.1 uM } ]
          middle: [ { compound: drug, dose: 0.4 uM } ]
          high: [ { compound: drug, dose: 4 uM } ]
        """,
        [new("cycle", "cell_types.line.cycle.G1.exponential", 8, 50, true, "h"), new("ec50", "compounds.drug.effects[0].ec50", 0.02, 5, true, "uM")], [18, 0.3],
        [(ObservedQuantity.Fold, ObservedScale.Log, "control", 36), (ObservedQuantity.Fold, ObservedScale.Log, "low", 36), (ObservedQuantity.Fold, ObservedScale.Log, "middle", 36), (ObservedQuantity.Fold, ObservedScale.Log, "high", 36)]);

    public static IReadOnlyList<Synthetic> All { get; } = [GrowthAndDeath, Phases, Drug];

    /// <summary>The problem of finding the numbers again from one culture that was measured.</summary>
    public (CalibrationProblem Problem, ScenarioModel Model) Measured(ulong seed)
    {
        CalibrationProblem unmeasured = new(Parameters, [.. Observed.Select((o, i) => new Measurement($"o{i}", o.Quantity, o.Scale, o.Condition, o.Hours, 0, 0))]);
        var measured = new ScenarioModel(Text, Name + ".yaml", unmeasured).Simulate(Truth, seed)!;
        CalibrationProblem problem = new(Parameters, [.. unmeasured.Measurements.Select((m, i) => m with { Value = measured[i] })]);
        return (problem, new(Text, Name + ".yaml", problem));
    }

    /// <summary>The posterior from one culture.</summary>
    public (Posterior Posterior, SamplingState State) Calibrated(ulong seed, PosteriorOptions options)
    {
        var (problem, model) = Measured(SplitMix.At(0x5EED, seed));
        var sampling = new SequentialSampling(Parameters.Count, (shares, s) => model.Simulate([.. Parameters.Select((p, k) => p.At(shares[k]))], s), [.. problem.Measurements.Select(m => m.Value)], [.. problem.Measurements.Select(m => m.Noise)], options with { Seed = seed });
        var state = sampling.Run(SamplingState.Begin(Name), stop: TestContext.Current.CancellationToken);
        return (Posterior.Of(state, Parameters, [.. problem.Measurements.Select(m => m.Value)], sampling.Scales(state.Generations[0])), state);
    }
}
