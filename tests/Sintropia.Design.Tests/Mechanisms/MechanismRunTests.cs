using Sintropia.Biology.Interventions;
using Sintropia.Design.Mechanisms;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.Trained;
using Sintropia.Tensors.Layers;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class MechanismRunTests
{
    private const string Task = "data: { file: cells.h5ad, perturbation: condition }\nperturbation: B\ngene_sets: [sets.gmt]\nregulons: { file: edges.csv, from: tf, to: target }\ndraws: 40\n";

    [Fact]
    public void The_set_that_a_perturbation_moves_is_found_and_everything_is_written()
    {
        using var screen = new SmallScreen();
        Write(screen);
        var result = new MechanismRun(MechanismTask.Load(screen.Task(Task))).Carry();
        MechanismFiles.Write(screen["out"], result);

        Assert.Equal("own", result.Sets[0].Name);
        Assert.True(result.Sets[0].OverlapQ < 0.01, $"{result.Sets[0]}");
        Assert.True(result.BeatsNull);
        Assert.Equal("correlation", Assert.Single(result.Scores).Map);
        Assert.Equal(["genes.csv", "maps.csv", "mechanism.json", "regulons.csv", "removal.csv", "report.html", "sets.csv"], Directory.GetFiles(screen["out"]).Select(Path.GetFileName).Order());
        Assert.StartsWith("own,6,5,", File.ReadAllLines(screen["out/sets.csv"])[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_models_maps_and_missing_pathways_stand_beside_the_measured_change()
    {
        using var screen = new SmallScreen();
        Write(screen);
        var options = new StateTransitionOptions { Inputs = SmallScreen.Genes, Outputs = SmallScreen.Genes, PerturbationWidth = 2, CellsPerSet = 8, Width = 16, Feedforward = 16, Layers = 1, Heads = 2, EncoderLayers = 2, ProjectionLayers = 2 };
        var network = new StateTransitionNetwork(options);
        network.Initialise(4);
        ModelFile.Save(screen["model.safetensors"], new() { Family = ModelFamily.StateTransition, Name = "untrained", Genes = [.. Enumerable.Range(0, SmallScreen.Genes).Select(g => $"G{g}")], Perturbations = ["A", "B"], Kind = AgentKind.GeneGain, Control = "control", TrainedOn = "nothing", Licence = "not stated", Options = ModelFile.Describe(options) },
            new Dictionary<string, Layer> { [ModelFile.Network] = network }, new float[SmallScreen.Genes], [1, 0, 0, 1]);
        var result = new MechanismRun(MechanismTask.Load(screen.Task(Task + "model: model.safetensors\n"))).Carry();

        Assert.Equal(["correlation", "untrained, gradients"], result.Maps.Select(m => m.Name));
        Assert.Equal(2, result.Removed.Count);
        Assert.All(result.Scores, s => Assert.True(s.P > 0.05, $"{s}")); // it was never trained
        Assert.Contains(result.Maps[1].Scores, row => row.Any(v => v > 0));
    }

    [Theory]
    [InlineData("perturbation: B", "perturbation: Q", "were treated with 'Q', too few to compare")]
    [InlineData("gene_sets: [sets.gmt]", "gene_sets: []", "task.yaml:3: 'gene_sets' names no file")]
    [InlineData("gene_sets: [sets.gmt]", "gene_sets: [none.gmt]", "none.gmt")]
    [InlineData("draws: 40", "drws: 40", "task.yaml:5: There is no 'drws'. Did you mean 'draws'?")]
    public void What_cannot_be_explained_is_said_clearly(string from, string to, string said)
    {
        using var screen = new SmallScreen();
        Write(screen);
        Assert.Contains(said, Assert.Throws<DesignException>(() => new MechanismRun(MechanismTask.Load(screen.Task(Task.Replace(from, to, StringComparison.Ordinal)))).Carry()).Message, StringComparison.Ordinal);
    }

    private static void Write(SmallScreen screen)
    {
        File.WriteAllLines(screen["sets.gmt"], ["own\t\t" + string.Join('\t', Enumerable.Range(6, 6).Select(g => $"G{g}")), "other\t\t" + string.Join('\t', Enumerable.Range(18, 6).Select(g => $"G{g}")), "far\t\tX\tY"]);
        File.WriteAllLines(screen["edges.csv"], ["tf,target", "G1,G2", "G1,G9", "G5,G3", "G5,X"]);
    }
}
