using Sintropia.Predictors.Baselines;

namespace Sintropia.Predictors.Tests.Baselines;

public sealed class BilinearRidgeTests
{
    private const int Genes = 12, Perturbations = 9, GeneWidth = 3, Width = 2;

    private static readonly FeatureTable s_genes = Random(1, Genes, GeneWidth, "g"), s_perturbations = Random(2, Perturbations + 1, Width, "P");
    private static readonly double[,] s_map = { { 1, -2 }, { 0.5, 3 }, { -1, 0.25 } };

    [Fact]
    public void Without_a_penalty_it_finds_the_map_that_was_planted_and_answers_what_it_never_saw()
    {
        var ridge = new BilinearRidge(Table(), s_genes, Centred(), penalty: 1e-9, includesControl: false);

        var answer = BaselineTests.Answer(ridge, $"P{Perturbations}", new float[Genes]);

        Assert.Equal(Effect(Perturbations), [.. answer.Select(a => (double)a)], (x, y) => Math.Abs(x - y) < 1e-4);
    }

    [Fact]
    public void Perturbations_without_an_embedding_and_embeddings_of_zeros_are_answered_by_the_mean()
    {
        var zeros = new FeatureTable(Width, s_perturbations.Vectors.ToDictionary(v => v.Key, _ => new double[Width]));
        var (mean, ridge) = (BaselineTests.Answer(new MeanDelta(Table()), "P1", new float[Genes]), new BilinearRidge(Table(), s_genes, zeros, includesControl: false));

        Assert.Equal(mean, BaselineTests.Answer(ridge, "P1", new float[Genes]), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal(mean, BaselineTests.Answer(ridge, "nobody", new float[Genes]), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Fact]
    public void The_control_as_one_more_column_draws_the_mean_towards_nothing()
    {
        var (with, without) = (new BilinearRidge(Table(), s_genes, s_perturbations), new BilinearRidge(Table(), s_genes, s_perturbations, includesControl: false));

        Assert.Equal([.. without.MeanEffect.Select(m => m * Perturbations / (Perturbations + 1))], with.MeanEffect, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Components_of_genes_reproduce_what_they_were_taken_from()
    {
        var table = Table();
        var all = FeatureTable.OfGenes(table, Perturbations + 1);
        // All components keep distances between genes.
        double[] Row(int gene) => [.. table.Groups.Select(g => g.Mean[gene])];
        Assert.Equal(Distance(Row(0), Row(5)), Distance(all.Vectors["g0"], all.Vectors["g5"]), 9);
        Assert.Equal(2, FeatureTable.OfGenes(table, 2).Width);
        Assert.True(FeatureTable.OfGenes(table, 1).Vectors.Values.Sum(v => v[0] * v[0]) >= all.Vectors.Values.Sum(v => v[1] * v[1]));
    }

    [Fact]
    public void All_training_perturbations_as_equal_neighbours_are_the_mean_delta_and_the_nearest_alone_is_itself()
    {
        var table = Table();

        Assert.Equal(BaselineTests.Answer(new MeanDelta(table), "P3", new float[Genes]), BaselineTests.Answer(new NearestNeighbours(table, s_perturbations, Perturbations, weighted: false), "P3", new float[Genes]), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal(BaselineTests.Answer(new PerturbationMean(table), "P3", new float[Genes]), BaselineTests.Answer(new NearestNeighbours(table, s_perturbations, 1), "P3", new float[Genes]), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    private static EffectTable Table() => new([.. Enumerable.Range(0, Genes).Select(g => $"g{g}")], "control",
        [new("", "control", 1, new double[Genes]), .. Enumerable.Range(0, Perturbations).Select(p => new GroupMean("", $"P{p}", 1, Effect(p)))]);

    private static double[] Effect(int p) => [.. Enumerable.Range(0, Genes).Select(g => 0.1 * g + Enumerable.Range(0, GeneWidth).Sum(i => Enumerable.Range(0, Width).Sum(j => s_genes.Vectors[$"g{g}"][i] * s_map[i, j] * (s_perturbations.Vectors[$"P{p}"][j] - Middle(j)))))];

    // b is the mean effect, so that the planted map is found where embeddings have the mean 0 over training.
    private static double Middle(int j) => Enumerable.Range(0, Perturbations).Average(p => s_perturbations.Vectors[$"P{p}"][j]);

    private static FeatureTable Centred() => new(Width, s_perturbations.Vectors.ToDictionary(v => v.Key, v => v.Value.Select((x, j) => x - Middle(j)).ToArray()));

    private static double Distance(double[] x, double[] y) => Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());

    private static FeatureTable Random(int seed, int names, int width, string prefix)
    {
        var random = new Random(seed);
        return new(width, Enumerable.Range(0, names).ToDictionary(n => $"{prefix}{n}", _ => Enumerable.Range(0, width).Select(_ => random.NextDouble() * 2 - 1).ToArray()));
    }
}
