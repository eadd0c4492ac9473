using System.Text.Json;
using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Checkpoints;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.StateTransition;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;
using Sintropia.Training.Stages;
using Sintropia.Weights;

namespace Sintropia.Training.Running;

/// <summary>The networks of a training, its stages, and how they are begun and written.</summary>
internal sealed class ModelParts
{
    private const int MostReference = 64;
    private const double HighQuantile = 0.99;

    private readonly TrainingConfiguration _configuration;
    private readonly TrainingCells _cells;
    private readonly JsonElement? _options;

    public ModelParts(TrainingConfiguration configuration, TrainingCells cells)
    {
        (_configuration, _cells) = (configuration, cells);
        var (genes, sizes) = (cells.Source.Genes.Count, configuration.Sizes);
        switch (configuration.Family)
        {
            case ModelFamily.VirtualCellLine:
                var line = new VirtualCellLineOptions { Genes = genes, Hidden = [sizes["hidden"]] };
                var reconstructs = VirtualCellLineNetwork.From(line);
                Networks = new Dictionary<string, Layer> { [ModelFile.Network] = reconstructs };
                (Stages, _options) = ([stage => new ReconstructionStage("training", Options("training"), reconstructs, stage)], ModelFile.Describe(line));
                break;
            case ModelFamily.StateTransition:
                var state = new StateTransitionOptions { Inputs = genes, Outputs = genes, PerturbationWidth = cells.Vectors!.Width, CellsPerSet = sizes["cells_per_set"], Width = sizes["width"], Feedforward = sizes["feedforward"], Layers = sizes["layers"], Heads = sizes["heads"], EncoderLayers = sizes["encoder_layers"], ProjectionLayers = sizes["projection_layers"] };
                var sets = new StateTransitionNetwork(state);
                Networks = new Dictionary<string, Layer> { [ModelFile.Network] = sets };
                (Stages, _options) = ([stage => new SetStage("training", Options("training"), sets, stage)], ModelFile.Describe(state));
                break;
            case ModelFamily.BioJepa:
                var jepa = new BioJepaOptions { Genes = genes, Width = sizes["width"], Heads = sizes["heads"], Blocks = sizes["blocks"], MaskedBlocks = sizes["masked_blocks"], Widening = sizes["widening"], Perturbations = 1, PerturbationWidth = cells.Vectors!.Width };
                var (network, decoder) = (new BioJepaNetwork(jepa), new ExpressionDecoder(jepa.Width));
                Networks = new Dictionary<string, Layer> { [ModelFile.Network] = network, [ModelFile.Decoder] = decoder };
                (Stages, _options) = ([.. Enumerable.Range(0, 3).Select(number => (Func<TrainingCells, TrainingStage>)(stage => new JepaStages(network, decoder, stage).All(configuration.Stages)[number]))], ModelFile.Describe(jepa));
                break;
            default:
                (Networks, Stages) = (new Dictionary<string, Layer>(), []);
                break;
        }
    }

    public IReadOnlyDictionary<string, Layer> Networks { get; }

    public IReadOnlyList<Func<TrainingCells, TrainingStage>> Stages { get; }

    public long Parameters => Networks.Values.Sum(n => n.Parameters.Sum(p => (long)p.Tensor.Count));

    /// <summary>First weights: drawn, or those of a file, which has to fit whole.</summary>
    public string? Begin()
    {
        foreach (var network in Networks.Values) network.Initialise(_configuration.Seed);
        if (_configuration.From is not { } from) return null;
        using var file = WeightFile.Open(from);
        var own = file.Metadata.ContainsKey("description");
        if (own && ModelFile.Description(file) is var about && about.Family != _configuration.Family)
            throw new TrainingException($"{from}: it holds a {about.Family}, and a {_configuration.Family} is to be trained. Name a checkpoint of that architecture, or leave 'from' out.");
        if (own && !ModelFile.Description(file).Genes.SequenceEqual(_cells.Source.Genes, StringComparer.Ordinal)) throw new TrainingException($"{from}: its panel of {ModelFile.Description(file).Genes.Count} genes is another than that of the data. Training from it takes its panel by itself; this is a defect if it did not.");
        foreach (var (prefix, network) in Networks)
        {
            if (!own && prefix == ModelFile.Decoder) continue; // published read-outs are files of their own
            Checkpoint.Load(network, file, own ? prefix : Prefix(file), StateTransitionNetwork.WordTable);
        }

        return $"Weights begin as those of {from}.";
    }

    public void Save(string path, string trainedOn)
    {
        var source = _cells.Source;
        var description = new ModelDescription
        {
            Family = _configuration.Family,
            Name = _configuration.Name,
            Genes = source.Genes,
            Depth = source.FromCounts ? _configuration.Data.Depth : null,
            Sizes = source.FromCounts ? _configuration.Data.Sizes : null,
            Perturbations = Told(),
            Trained = _configuration.Family == ModelFamily.VirtualCellLine ? [] : [.. _cells.Split.Units.Where(u => u.Part == Data.Splits.SplitPart.Training || Networks.Count == 0 && u.Part == Data.Splits.SplitPart.Validation).Select(u => u.Perturbation).Distinct().Order(StringComparer.Ordinal)],
            Kind = _configuration.Data.Kind,
            Control = _configuration.Data.Control,
            Contexts = [.. source.Contexts.Distinct().Where(c => c.Length > 0).Order(StringComparer.Ordinal)],
            TrainedOn = trainedOn,
            Licence = _configuration.Licence,
            Options = _options,
        };
        if (Networks.Count == 0) ModelFile.Save(path, description, _cells.Table(), Reference());
        else ModelFile.Save(path, description, Networks, Reference(), _cells.Vectors?.Of([.. description.Perturbations]).ToArray(), _configuration.Family == ModelFamily.VirtualCellLine ? High() : null);
    }

    private StageOptions Options(string stage) => _configuration.Stages[stage];

    private static string Prefix(WeightFile file) => file.Tensors.Any(t => t.Name.StartsWith("state_dict/", StringComparison.Ordinal)) ? "state_dict/" : "";

    private IReadOnlyList<string> Told() => _cells.Vectors is { } vectors ? vectors.Names : _configuration.Family == ModelFamily.VirtualCellLine ? _cells.Source.Genes
        : TrainingCells.Parts(_cells.Split.Units.Where(u => u.Part != Data.Splits.SplitPart.Test).Select(u => u.Perturbation), _cells.Split.Control);

    private float[] High()
    {
        var (genes, rows) = (_cells.Source.Genes.Count, _cells.Source.Rows([.. _cells.Training]));
        return [.. Enumerable.Range(0, genes).Select(gene =>
        {
            var expressed = Enumerable.Range(0, rows.Length / genes).Select(i => rows[i * genes + gene]).Where(v => v > 0).Order().ToArray();
            return expressed.Length == 0 ? 0 : expressed[(int)(HighQuantile * (expressed.Length - 1))];
        })];
    }

    // Controls of all contexts, in the order of draws.
    private float[] Reference() => _cells.Source.Rows([.. _cells.Training.Where(i => _cells.Source.Perturbations[i] == _cells.Split.Control).OrderBy(i => _cells.Draws.Bits(Draws.Use.Reference, 0, i)).Take(MostReference)]);
}
