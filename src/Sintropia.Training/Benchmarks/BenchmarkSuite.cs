using Sintropia.Biology.Names;

namespace Sintropia.Training.Benchmarks;

/// <summary>A test by name: data, and what is held out in each of its folds. Figures of all folds stand together.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="What">In a sentence.</param>
/// <param name="Data">The section <c>data</c> of a training's configuration; <c>{data}</c> is the folder of data sets.</param>
/// <param name="Folds">The section <c>split</c> of each fold.</param>
/// <param name="HasFeatures">Whether what is held out was never seen, so that networks and regressions are told gene sets and not places alone.</param>
/// <param name="Interactions">Whether a map of genetic interactions of the very cells is known, so that some systems are told of it.</param>
public sealed record BenchmarkSuite(string Name, string What, string Data, IReadOnlyList<string> Folds, bool HasFeatures, bool Interactions = false)
{
    /// <summary>The gene sets that perturbations are told by, in the folder of data sets.</summary>
    public const string GeneSets = "gene_networks_and_sets/human_reactome_v2025.gmt";

    /// <summary>What else is known of genes, in the folder of data sets, as the section <c>perturbations</c> has it: more sets, regulation, and growth under pairs of activations in K562, which is no transcriptome.</summary>
    internal const string Knowledge = "gene_sets: ['{data}/gene_networks_and_sets/human_reactome_v2025.gmt', '{data}/gene_networks_and_sets/human_hallmark_v2025.gmt'], regulons: { file: '{data}/gene_networks_and_sets/dorothea_hs_ABC.csv.gz', from: tf, to: target, weight: mor }", GrowthMap = "interactions: { file: '{data}/k562_crispra_gi_fitness/pair_fitness_and_gi.csv', from: gene_a, to: gene_b, weight: gi_score }";

    private const string Norman = "{ file: '{data}/norman2019_k562_crispra_subset/norman2019_k562_crispra_subset.h5ad', perturbation: condition, kind: activation, sizes: total_umi_all_genes, expressed_in: 5 }";

    /// <summary>All suites.</summary>
    public static IReadOnlyList<BenchmarkSuite> All { get; } =
    [
        new("norman2019-doubles", "CRISPR activation in K562: all doubles from all singles (5 with both singles in the data, 3 with one, 7 with none)", Norman, ["{ by: doubles, test: 1, validation: 0 }"], HasFeatures: true, Interactions: true),
        new("norman2019-singles", "CRISPR activation in K562: singles that were never seen, and the doubles that they are in", Norman, ["{ by: perturbations, test: 0.3, validation: 0, seed: 1 }", "{ by: perturbations, test: 0.3, validation: 0, seed: 2 }", "{ by: perturbations, test: 0.3, validation: 0, seed: 3 }"], HasFeatures: true, Interactions: true),
        new("papalexi2021", "Knockouts in stimulated THP-1: targets that were never seen", "{ file: '{data}/papalexi2021_thp1_eccite_subset/papalexi2021_thp1_eccite_subset.h5ad', perturbation: target, control: non-targeting, kind: knockout, expressed_in: 50, least_cells: 50 }",
            ["{ by: perturbations, test: 0.33, validation: 0, seed: 1 }", "{ by: perturbations, test: 0.33, validation: 0, seed: 2 }", "{ by: perturbations, test: 0.33, validation: 0, seed: 3 }"], HasFeatures: true),
        new("mcfaline2023", "CRISPR interference in three glioblastoma lines: a line whose perturbed cells were never seen", "{ file: '{data}/mcfaline2023_gbm_crispri_subset/mcfaline2023_gbm_crispri_subset.h5ad', perturbation: condition, context: cell_type, kind: interference, where: 'count_recovery_ok == true', sizes: total_umi_all_genes, expressed_in: 5 }",
            ["{ by: contexts, contexts: [A172], validation: 0 }", "{ by: contexts, contexts: [T98G], validation: 0 }", "{ by: contexts, contexts: [U87MG], validation: 0 }"], HasFeatures: false),
        new("kang2018", "Interferon beta in blood: a cell type whose stimulated cells were never seen (one perturbation, so that discrimination says nothing)", "{ file: '{data}/kang2018_pbmc_ifnb/kang2018_pbmc_ifnb_1556cells_labelled_1267genes.h5ad', perturbation: condition, context: cell_type, kind: ligand, expressed_in: 50, variable_genes: 400 }", [.. new[] { "B cells", "CD14+ Monocytes", "CD4 T cells", "CD8 T cells", "FCGR3A+ Monocytes" }.Select(type => $"{{ by: contexts, contexts: ['{type}'], validation: 0 }}")], HasFeatures: false),
    ];

    /// <summary>The suite of a name.</summary>
    /// <exception cref="TrainingException">There is none; the nearest is named.</exception>
    public static BenchmarkSuite Of(string name) => All.FirstOrDefault(s => s.Name == name)
        ?? throw new TrainingException($"There is no suite '{name}'.{(NearestName.To(name, All.Select(s => s.Name)) is { } near ? $" Did you mean '{near}'?" : "")} There are {string.Join(", ", All.Select(s => s.Name))}.");
}
