using System.Globalization;
using Sintropia.Biology.Interventions;
using Sintropia.Data.AnnData;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Predictors.Gem;
using Sintropia.Predictors.Responses;
using Sintropia.Training.Cells;
using Sintropia.Training.Running;
using Sintropia.Training.Samples;

namespace Sintropia.Training.Benchmarks;

/// <summary>GEM-1 on a board: trained on a fold's training cells as one study, asked about its controls.</summary>
internal static class GemEntry
{
    public const string Name = "GEM-1";

    private const string Modality = "cells";
    private const int RowsAtOnce = 1024;

    /// <summary>Sizes and steps for two cores and a minute.</summary>
    private static readonly GemTrainingOptions s_options = new() { Samples = "", Genes = int.MaxValue, Hidden = 128, Blocks = 2, Widths = [32, 8, 16], Steps = 1500, Batch = 64, ValidateEvery = 100, Patience = 5 };

    /// <summary>What is told of it beside its figures.</summary>
    public static string Note(GemModel model) => string.Create(CultureInfo.InvariantCulture, $"{model.Network.Parameters.Sum(p => (long)p.Tensor.Count):N0} parameters; compositional, width {s_options.Hidden}, latent {string.Join(" + ", s_options.Widths)}, at most {s_options.Steps} steps of {s_options.Batch} cells; training on our side; targets never seen leave zeros, as published, so that all of them get one answer");

    /// <summary>The model of a fold, trained if it is not in its folder.</summary>
    public static (IPerturbationModel Model, GemModel Gem) Trained(TrainingCells cells, AgentKind kind, TrainingFolder folder, ulong seed, CancellationToken cancelled)
    {
        var said = kind switch { AgentKind.GeneLoss => "crispr", AgentKind.GeneGain => "overexpression", _ => "compound" };
        if (!File.Exists(folder.Model))
        {
            var samples = Path.Combine(folder.Path, "samples.h5ad");
            Directory.CreateDirectory(folder.Path);
            Write(cells, said, samples);
            var outcome = GemTrainingRun.Run(s_options with { Samples = samples, Seed = seed, Name = Name }, folder, null, cancelled);
            File.Delete(samples);
            if (outcome.Status == "interrupted")
            {
                File.Delete(folder.Model);
                throw new OperationCanceledException(cancelled);
            }
        }

        var gem = GemFile.Load(folder.Model);
        return (new InOrder(new GemResponse(Name, gem, Modality, said), cells.Source.Genes), gem);
    }

    private static void Write(TrainingCells cells, string kind, string path)
    {
        var (source, control) = (cells.Source, cells.Split.Control);
        using var writer = AnnDataWriter.Create(path, new Table([.. source.Genes]));
        foreach (var rows in cells.Training.Concat(cells.Validation).Order().Chunk(RowsAtOnce))
        {
            var values = source.Rows(rows);
            for (var i = 0; i < values.Length; i++) values[i] = MathF.Exp(values[i]) - 1; // counts, brought to one depth
            Column Text(string name, Func<int, string> of) => CategoryColumn.Of(name, [.. rows.Select(of)]);
            writer.Append(new([.. rows.Select(row => source.Names[row])], Text("study", _ => "one"), Text("modality", _ => Modality), Text("cell_type_ontology_id", row => source.Contexts[row] is { Length: > 0 } context ? context : "cells"),
                Text("perturbation_ontology_id", row => source.Perturbations[row] == control ? "control" : string.Join('|', Treatment.Parts(source.Perturbations[row], control))), Text("perturbation_type", row => source.Perturbations[row] == control ? GemPredictor.Control : kind)), new DenseMatrix(rows.Length, source.Genes.Count, values));
        }

        writer.Complete();
    }

    // The panel of the board, whose order is that of the file; the model's is that of names.
    private sealed class InOrder(GemResponse model, IReadOnlyList<string> genes) : IPerturbationModel
    {
        private readonly int[] _places = [.. genes.Select(gene => model.Genes.ToList().IndexOf(gene))];

        public string Name => model.Name;

        public IReadOnlyList<string> Genes => genes;

        public Biology.Expression.SetPolicy Sets => model.Sets;

        public string? Objection(Treatment treatment) => model.Objection(treatment);

        public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled)
        {
            var (given, answer) = (new float[cells.Length], new float[cells.Length]);
            for (var i = 0; i < cells.Length; i++) given[i / genes.Count * genes.Count + _places[i % genes.Count]] = cells[i];
            model.Respond(treatment, given, answer);
            for (var i = 0; i < cells.Length; i++) settled[i] = answer[i / genes.Count * genes.Count + _places[i % genes.Count]];
        }
    }
}
