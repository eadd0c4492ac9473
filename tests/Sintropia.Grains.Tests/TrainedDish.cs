using Sintropia.Biology.Interventions;
using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Trained;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;
using Sintropia.Tensors.Layers;

namespace Sintropia.Grains.Tests;

/// <summary>A culture whose cells go where a model in a file says; its weights are drawn, not trained, which is enough to compare machines by.</summary>
internal static class TrainedDish
{
    private const int Genes = 6;

    /// <summary>The plan of a scenario in a folder that is made, with the model beside it.</summary>
    public static RunPlan Plan(string folder)
    {
        Directory.CreateDirectory(folder);
        var options = new BioJepaOptions { Genes = Genes, Width = 4, Heads = 2, Blocks = 1, MaskedBlocks = 1, Widening = 2, Perturbations = 1, PerturbationWidth = 2 };
        var (network, decoder) = (new BioJepaNetwork(options), new ExpressionDecoder(options.Width));
        network.Initialise(3);
        decoder.Initialise(4);
        ModelFile.Save(Path.Combine(folder, "model.safetensors"), new()
        {
            Family = ModelFamily.BioJepa,
            Name = "drawn",
            Genes = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")],
            Perturbations = ["A", "B"],
            Kind = AgentKind.GeneGain,
            Control = "control",
            TrainedOn = "nothing: weights are drawn",
            Licence = "Apache-2.0",
            Options = ModelFile.Describe(options),
        }, new Dictionary<string, Layer> { [ModelFile.Network] = network, [ModelFile.Decoder] = decoder }, [.. Enumerable.Range(0, 3 * Genes).Select(i => 0.5f + i % 5)], [1, 0, 0, 1]);
        File.WriteAllText(Path.Combine(folder, "dish.yaml"), """
            format: 1
            name: A dish that a model in a file answers for
            seed: 9
            duration: 12 h
            record: every 2 h
            cell_types:
              line: { cycle: { G1: 5 h, S: 4 h, G2: 2 h, M: 30 min } }
            expression: { predictor: model.safetensors, half_life: 3 h, ask_every: 8 ticks, residual_spread: 0.3 }
            tissues:
              dish: { populations: [ { type: line, cells: 120 cells } ] }
            conditions:
              control: []
              treated: [ { activation: A, from: 2 h }, { activation: B, strength: 40 %, from: 5 h, until: 9 h } ]
            """);
        return RunPlans.Of(ScenarioFile.Load(Path.Combine(folder, "dish.yaml")));
    }
}
