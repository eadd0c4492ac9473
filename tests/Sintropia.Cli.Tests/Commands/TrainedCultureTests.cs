using Sintropia.Data.AnnData;
using Sintropia.Data.Tables;
using Sintropia.Evaluation.Statistics;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Configuration;
using Sintropia.Training.Running;

namespace Sintropia.Cli.Tests.Commands;

/// <summary>Measured perturbations, a model that was trained on some of them, and a culture that it drives: does the culture say what the model says of those that were held out?</summary>
public sealed class TrainedCultureTests : IDisposable
{
    private const string Cells = "data/norman2019_k562_crispra_subset/norman2019_k562_crispra_subset.h5ad", Control = "control";

    private static readonly string[] s_doubles = ["KLF1+MAP2K6", "KLF1+TGFBR2", "MAP2K3+MAP2K6", "MAP2K3+SLC38A2", "MAPK1+TGFBR2"]; // both singles are in the data

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model: additive", false)]
    [InlineData("model: state-transition\nnetwork: { width: 32, feedforward: 64, layers: 1, heads: 4, cells_per_set: 32 }\ntraining: { steps: 80, batch: 8, rate: 0.003, validate_every: 20 }", true)]
    [InlineData("model: bio-jepa\nnetwork: { width: 16, heads: 2, blocks: 1, masked_blocks: 1 }\ntraining: { pretraining: { steps: 60, batch: 16 }, response: { steps: 80, batch: 16 }, decoding: { steps: 60, batch: 32 } }", true)]
    public async Task A_settled_culture_scores_as_its_predictor_does_on_doubles_that_were_held_out(string model, bool network)
    {
        File.Copy(Shared.Path(Cells), _folder["cells.h5ad"]);
        var text = $"""
            {model}
            data: [file: cells.h5ad, perturbation: condition, kind: activation, sizes: total_umi_all_genes, expressed_in: 5]
            split: [by: doubles, test: 1, validation: 0]
            """.Replace("[", "{ ", StringComparison.Ordinal).Replace("]", " }", StringComparison.Ordinal);
        (await Command.Run("train", _folder.Write("model.yaml", text))).Exits(ExitCode.Ok);
        (await Command.Run("run", _folder.Write("culture.yaml", Culture()), "--out", _folder["run"], "--no-report")).Exits(ExitCode.Ok);
        var trained = ModelFile.Load(_folder["model", "model.safetensors"]);
        using var source = TrainingRun.Cells(TrainingConfiguration.Load(_folder["model.yaml"]), []).Source;
        var settled = Settled(_folder["run", "cells.h5ad"]);

        var (control, genes) = (Mean(source.Rows(Of(Control)), source.Genes.Count), source.Genes.Count);
        List<double> asked = [], simulated = [], askedErrors = [], simulatedErrors = [];
        foreach (var name in s_doubles)
        {
            var real = Less(Mean(source.Rows(Of(name)), genes), control);
            var answer = new float[Of(Control).Length * genes];
            trained.Model.Respond(Treatment.Of(name, Control), source.Rows(Of(Control)), answer);
            var (said, reached) = (Less(Mean(answer, genes), control), Less(settled[name.Replace('+', '-')], settled[Control]));
            asked.Add(Correlation.Pearson(real, said));
            simulated.Add(Correlation.Pearson(real, reached));
            askedErrors.Add(Error(real, said));
            simulatedErrors.Add(Error(real, reached));
        }

        TestContext.Current.SendDiagnosticMessage($"{trained.Description.Family}: correlation of effects, predictor {asked.Average():0.0000}, culture {simulated.Average():0.0000}; mean absolute error {askedErrors.Average():0.00000} and {simulatedErrors.Average():0.00000}");
        Assert.Equal(network, trained.Networks.Count > 0);
        Assert.InRange(simulated.Average() - asked.Average(), -0.02, 0.02);
        Assert.InRange(simulatedErrors.Average() - askedErrors.Average(), -0.02, 0.02);

        int[] Of(string perturbation) => [.. Enumerable.Range(0, source.Cells).Where(i => source.Perturbations[i] == perturbation)];
    }

    [Fact]
    public async Task Founders_of_another_depth_and_perturbations_that_were_never_trained_with_are_warned_of()
    {
        File.Copy(Shared.Path(Cells), _folder["cells.h5ad"]);
        File.WriteAllText(_folder["vectors.csv"], "KLF1,1,0\nMAP2K6,0,1\nMADE_UP,0.6,0.8\n");
        (await Command.Run("train", _folder.Write("model.yaml", """
            model: state-transition
            data: { file: cells.h5ad, where: 'condition == "control" or condition == "KLF1" or condition == "MAP2K6" or condition == "KLF1+MAP2K6"', perturbation: condition, kind: activation, sizes: total_umi_all_genes, expressed_in: 5 }
            split: { by: doubles, test: 1, validation: 0 }
            perturbations: { file: vectors.csv }
            network: { width: 8, feedforward: 8, layers: 1, heads: 2, cells_per_set: 8 }
            training: { steps: 2, batch: 2 }
            """))).Exits(ExitCode.Ok);
        var text = $"{Culture()[..Culture().IndexOf("  KLF1-MAP2K6", StringComparison.Ordinal)]}  new: [ {{ activation: MADE_UP }} ]\n".Replace(", sizes: total_umi_all_genes", "", StringComparison.Ordinal);
        var warned = (await Command.Run("validate", _folder.Write("culture.yaml", text))).Exits(ExitCode.Ok);
        var said = warned.Output + warned.Error;

        Assert.Contains("by the column 'total_umi_all_genes'", said, StringComparison.Ordinal);
        Assert.Contains("times as far from the control cells", said, StringComparison.Ordinal);
        Assert.Contains("never trained with MADE_UP", said, StringComparison.Ordinal);
    }

    // At rest, so that every founder is one cell for 96 h: sixteen half-lives.
    private static string Culture() => $$"""
        format: 1
        name: K562 whose genes are activated
        seed: 5
        duration: 96 h
        record: every 24 h
        cell_types:
          line: { cycle: { G1: 11 h, S: 8 h, G2: 4 h, M: 1 h } }
        expression: { predictor: model/model.safetensors, half_life: 6 h }
        tissues:
          dish:
            populations:
              - { type: line, from: cells.h5ad, where: 'condition == "control"', sizes: total_umi_all_genes, cycling: false }
        conditions:
          control: []
        {{string.Join('\n', s_doubles.Select(d => $"  {d.Replace('+', '-')}: [ {string.Join(", ", d.Split('+').Select(g => $"{{ activation: {g} }}"))} ]"))}}
        """;

    private static Dictionary<string, double[]> Settled(string path)
    {
        using var file = AnnDataFile.Open(path);
        var data = file.Read();
        var (condition, time) = (data.Obs["condition"], (NumberColumn)data.Obs["time_h"]);
        var last = time.Values.Max();
        return Enumerable.Range(0, data.Cells).Where(i => time.Values[i] == last).GroupBy(i => condition.Text(i)!)
            .ToDictionary(g => g.Key, g => Enumerable.Range(0, data.Genes).Select(gene => g.Average(i => (double)data.X![i, gene])).ToArray());
    }

    private static double[] Mean(float[] rows, int genes) => [.. Enumerable.Range(0, genes).Select(g => Enumerable.Range(0, rows.Length / genes).Average(i => (double)rows[i * genes + g]))];

    private static double[] Less(double[] of, double[] what) => [.. of.Zip(what, (a, b) => a - b)];

    private static double Error(double[] real, double[] said) => real.Zip(said, (r, s) => Math.Abs(r - s)).Average();
}
