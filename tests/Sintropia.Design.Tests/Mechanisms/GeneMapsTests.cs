using System.Collections.Immutable;
using Sintropia.Biology.Interventions;
using Sintropia.Design.Mechanisms;
using Sintropia.Design.Targets;
using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Design.Tests.Mechanisms;

public sealed class GeneMapsTests
{
    private const int Genes = 10;
    private static readonly ImmutableArray<string> s_genes = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")];

    [Fact]
    public void Gradients_are_those_of_small_differences()
    {
        var network = VirtualCellLineNetwork.From(new() { Genes = Genes, Hidden = [16] });
        network.Initialise(3);
        var cells = Cells(1);
        var model = new TrainedModel(Description(ModelFamily.VirtualCellLine), new VirtualCellLinePredictor("made up", network, s_genes, AgentKind.GeneLoss, new float[Genes]), new Dictionary<string, Layer> { [ModelFile.Network] = network }, cells, "");
        var two = Cells(2);
        var map = GeneMaps.Gradients(model, ["G2", "G7"], two);
        var spread = Enumerable.Range(0, Genes).Select(g => Math.Abs(two[g] - two[Genes + g]) / Math.Sqrt(2)).ToArray(); // standard deviation of two values

        const float step = 1e-2f;
        foreach (var (r, row) in new[] { (2, 0), (7, 1) })
            for (var t = 0; t < Genes; t++)
            {
                var slope = 0.0;
                for (var cell = 0; cell < 2; cell++)
                {
                    float[] up = two[(cell * Genes)..((cell + 1) * Genes)], down = [.. up];
                    (up[r], down[r]) = (up[r] + step, down[r] - step);
                    slope += Math.Abs(network.Of(Tensor.From(new Shape(1, Genes), up)).ToArray()[t] - network.Of(Tensor.From(new Shape(1, Genes), down)).ToArray()[t]) / (2 * step) / 2;
                }

                Assert.Equal(slope * spread[r], map.Scores[row][t], 2e-3);
            }
    }

    [Fact]
    public void Attention_of_a_token_sums_to_one_over_those_it_attends_to()
    {
        var network = new BioJepaNetwork(new() { Genes = Genes, Width = 8, Heads = 2, Blocks = 2, MaskedBlocks = 1, Perturbations = 2, PerturbationWidth = 2 });
        network.Initialise(5);
        var decoder = new ExpressionDecoder(8);
        decoder.Initialise(6);
        var vectors = PerturbationVectors.OneHot(["a", "b"], "control");
        var model = new TrainedModel(Description(ModelFamily.BioJepa), new BioJepaPredictor("made up", network, decoder, s_genes, vectors), new Dictionary<string, Layer> { [ModelFile.Network] = network, [ModelFile.Decoder] = decoder }, Cells(1), "", vectors);
        var map = AttentionMap.Of(model, s_genes, Cells(3));

        Assert.All(Enumerable.Range(0, Genes), target => Assert.Equal(1, map.Scores.Sum(row => row[target]), 1e-5));
        Assert.Contains("no attention between genes", Assert.Throws<DesignException>(() => AttentionMap.Of(model with { Networks = new Dictionary<string, Layer>() }, s_genes, Cells(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Correlation_and_measured_changes_find_what_goes_together_and_what_moved()
    {
        var random = new Random(9);
        float[] Made(float shift) => [.. Enumerable.Range(0, 50).SelectMany(_ =>
        {
            var common = random.NextDouble();
            return Enumerable.Range(0, Genes).Select(g => (float)(g is 1 or 4 ? common + 0.05 * random.NextDouble() : random.NextDouble()) + (g == 6 ? shift : 0));
        })];
        CellGroup control = new("control", s_genes, Made(0)), treated = new("G3", s_genes, Made(2));

        var together = GeneMaps.Correlation(control, ["G1", "absent"]).Strongest().First();
        Assert.Equal(("G1", "G4"), (together.Regulator, together.Target));
        Assert.Equal("G6", GeneMaps.Effects(control, [treated]).Strongest().First().Target);
        Assert.Contains("None of the 1 regulators", Assert.Throws<DesignException>(() => GeneMaps.Correlation(control, ["absent"])).Message, StringComparison.Ordinal);
    }

    private static ModelDescription Description(string family) => new() { Family = family, Name = "made up", Genes = s_genes, Perturbations = ["a", "b"], Kind = AgentKind.GeneLoss, Control = "control", TrainedOn = "nothing", Licence = "not stated" };

    private static float[] Cells(int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count * Genes).Select(_ => (float)(random.NextDouble() * 2))];
    }
}
