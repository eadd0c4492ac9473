using System.Globalization;
using Sintropia.Data.Genes;
using Sintropia.Evaluation.Fate;
using Sintropia.Training.Cells;

namespace Sintropia.Training.Tests.Measured;

/// <summary>Do shifts of expression programmes under activations in K562 (Norman et al. 2019, 33 of its perturbations) say how these change growth (its map of fitness)? If not, what expression does to fate stays assumed, and off.</summary>
public sealed class ProgrammeFitnessTests(ITestOutputHelper output)
{
    private const string Cells = "data/norman2019_k562_crispra_subset/norman2019_k562_crispra_subset.h5ad", Fitness = "data/k562_crispra_gi_fitness/pair_fitness_and_gi.csv", Sets = "data/gene_networks_and_sets/human_hallmark_v2025.gmt";

    [Fact]
    public void The_interval_of_the_rank_correlation_holds_0_so_that_coefficients_stay_assumed()
    {
        var growth = Growth(Shared.Path(Fitness));
        using var source = CellSource.Open(new() { File = Shared.Path(Cells), Perturbation = "condition", Sizes = "total_umi_all_genes" });
        source.Choose([.. Enumerable.Range(0, source.Cells)]);
        var hallmark = File.ReadLines(Shared.Path(Sets)).Select(l => l.Split('\t')).ToDictionary(f => f[0], f => f[2..]);
        int[][] programmes = [.. new[] { [.. CellCycleGenes.S.Genes], [.. CellCycleGenes.G2M.Genes], hallmark["HALLMARK_APOPTOSIS"], hallmark["HALLMARK_UNFOLDED_PROTEIN_RESPONSE"] }
            .Select(set => Enumerable.Range(0, source.Genes.Count).Where(g => set.Contains(source.Genes[g])).ToArray()).Where(p => p.Length > 0)];
        var control = Mean(source, "control");
        string[] known = [.. source.Perturbations.Distinct().Where(p => p != "control" && growth.ContainsKey(Key(p))).Order(StringComparer.Ordinal)];
        double[][] scores = [.. known.Select(p =>
        {
            double[] effect = [.. Mean(source, p).Zip(control, (m, c) => m - c)];
            return programmes.Select(genes => genes.Average(g => effect[g]) - effect.Average()).ToArray();
        })];

        var calibrated = ProgrammeCalibration.Of(scores, [.. known.Select(p => growth[Key(p)])]);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{known.Length} perturbations; genes of the programmes in the panel: {string.Join(", ", programmes.Select(p => p.Length))}; leave-one-out rank correlation {calibrated.Rank.Estimate:0.000} ({calibrated.Rank.Low:0.000} to {calibrated.Rank.High:0.000})"));
        Assert.Equal(32, known.Length);
        Assert.Equal(3, programmes.Length); // no gene of S is expressed in the panel
        Assert.InRange(calibrated.Rank.Estimate, -0.1, 0.25);
        Assert.True(calibrated.Rank.Low < 0 && calibrated.Rank.High > 0);
        Assert.False(calibrated.IsCalibrated);
    }

    private static string Key(string perturbation) => perturbation.Contains('+', StringComparison.Ordinal) ? string.Join('+', perturbation.Split('+').Order(StringComparer.Ordinal)) : $"{perturbation}+";

    private static Dictionary<string, double> Growth(string path) => File.ReadLines(path).Skip(1).Select(l => l.Split(',')).Select(f => (Genes: new[] { f[0], f[1] }.Where(g => g != "negative").ToArray(), Growth: f[2]))
        .Where(f => f.Genes.Length > 0 && f.Growth.Length > 0).Select(f => (Key: f.Genes.Length == 1 ? $"{f.Genes[0]}+" : string.Join('+', f.Genes.Order(StringComparer.Ordinal)), Growth: double.Parse(f.Growth, CultureInfo.InvariantCulture))).DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Growth, StringComparer.Ordinal);

    private static double[] Mean(CellSource source, string perturbation)
    {
        var rows = source.Rows([.. Enumerable.Range(0, source.Cells).Where(i => source.Perturbations[i] == perturbation)]);
        var genes = source.Genes.Count;
        return [.. Enumerable.Range(0, genes).Select(g => Enumerable.Range(0, rows.Length / genes).Average(i => (double)rows[i * genes + g]))];
    }
}
