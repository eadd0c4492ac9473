using System.Globalization;
using Sintropia.Predictors.Trained;

namespace Sintropia.Training.Benchmarks;

/// <summary>How a system is trained in benchmarks: the parts of a configuration.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Family">One of <see cref="ModelFamily"/>.</param>
/// <param name="Network">Sizes.</param>
/// <param name="Training">Stages.</param>
/// <param name="KnowsMore">Whether it is told all that is known of genes, and not Reactome's sets alone.</param>
/// <param name="Members">Trainings that differ in their seed and answer together.</param>
internal sealed record Recipe(string Name, string Family, string Network, string Training, bool KnowsMore = false, int Members = 1)
{
    private const int Components = 16;

    /// <summary>Sizes for two cores and minutes. The published ones are larger by a factor of thousands.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("virtual cell line", ModelFamily.VirtualCellLine, "{ hidden: 256 }", "{ steps: 1000, batch: 32, rate: 0.001, validate_every: 100, patience: 4 }"),
        new("bio-JEPA", ModelFamily.BioJepa, "{ width: 32, heads: 2, blocks: 2, masked_blocks: 1, widening: 2 }", "{ pretraining: { steps: 400, batch: 16, rate: 0.01, decay: 0.01, one_cycle: true, validate_every: 50, patience: 8 }, response: { steps: 600, batch: 16, rate: 0.003, decay: 0.01, one_cycle: true, validate_every: 50, patience: 8 }, decoding: { steps: 300, batch: 32, rate: 0.03, decay: 0, one_cycle: true, validate_every: 50, patience: 8 } }"),
        new("State Transition", ModelFamily.StateTransition, "{ width: 128, feedforward: 256, layers: 2, heads: 4, encoder_layers: 2, projection_layers: 2, cells_per_set: 32 }", "{ steps: 800, batch: 8, rate: 0.001, validate_every: 50, patience: 6 }"),
        new("State Transition, told more", ModelFamily.StateTransition, "{ width: 128, feedforward: 256, layers: 2, heads: 4, encoder_layers: 2, projection_layers: 2, cells_per_set: 32 }", "{ steps: 800, batch: 8, rate: 0.001, validate_every: 50, patience: 6 }", KnowsMore: true, Members: 3),
    ];

    /// <summary>What a suite lets systems know of genes beyond Reactome's sets; a section <c>perturbations</c>.</summary>
    public static string Knowledge(BenchmarkSuite suite, string dataFolder) =>
        $"{{ {BenchmarkSuite.Knowledge.Replace("{data}", Path.GetFullPath(dataFolder), StringComparison.Ordinal)}{(suite.Interactions ? $", {BenchmarkSuite.GrowthMap.Replace("{data}", Path.GetFullPath(dataFolder), StringComparison.Ordinal)}" : "")}, one_hot: true, components: {Components} }}";

    /// <summary>Its folder under a fold.</summary>
    public string Folder => KnowsMore ? $"{Family}-told-more" : Family;

    /// <summary>The configuration for a fold of a suite.</summary>
    public string Configuration(BenchmarkSuite suite, string split, string dataFolder, ulong seed) => string.Join('\n',
    [
        $"name: {Name}",
        $"model: {Family}",
        $"seed: {seed.ToString(CultureInfo.InvariantCulture)}",
        $"data: {suite.Data.Replace("{data}", Path.GetFullPath(dataFolder), StringComparison.Ordinal)}",
        $"split: {split}",
        .. Members > 1 ? new[] { $"ensemble: {Members.ToString(CultureInfo.InvariantCulture)}" } : [],
        .. KnowsMore ? new[] { $"perturbations: {Knowledge(suite, dataFolder)}" } : suite.HasFeatures && Family != ModelFamily.VirtualCellLine ? new[] { $"perturbations: {{ gene_sets: '{Path.Combine(Path.GetFullPath(dataFolder), BenchmarkSuite.GeneSets)}', one_hot: true, components: {Components} }}" } : [],
        $"network: {Network}",
        $"training: {Training}",
        "licence: not stated",
        "",
    ]);

    /// <summary>A table of effects under the same data and split, from which baselines are computed.</summary>
    public static string Baselines(BenchmarkSuite suite, string split, string dataFolder) => string.Join('\n',
    [
        $"model: {ModelFamily.PerturbationMean}",
        $"data: {suite.Data.Replace("{data}", Path.GetFullPath(dataFolder), StringComparison.Ordinal)}",
        $"split: {split}",
        "",
    ]);
}
