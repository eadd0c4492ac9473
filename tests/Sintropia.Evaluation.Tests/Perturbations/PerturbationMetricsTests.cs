using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Evaluation.Tests.Perturbations;

public sealed class PerturbationMetricsTests
{
    private readonly PerturbationCells _cells = Experiment.Cells(1);

    [Fact]
    public void The_truth_is_a_perfect_prediction()
    {
        var bulks = Pseudobulks.Of(_cells);
        var table = DifferentialTable.Of(_cells);
        var agreement = new DifferentialAgreement(table, table);

        Assert.All(EffectErrors.MeanAbsolute(bulks, bulks), e => Assert.Equal(0, e));
        Assert.All(EffectErrors.Correlation(bulks, bulks), r => Assert.Equal(1, r, 1e-12));
        foreach (var distance in Enum.GetValues<EffectDistance>()) Assert.All(DiscriminationScore.Of(bulks, bulks, new() { Distance = distance }), s => Assert.Equal(1, s));
        Assert.All(agreement.Overlap(), s => Assert.Equal(1, s));
        Assert.All(agreement.Precision(), s => Assert.Equal(1, s));
        Assert.All(agreement.Recall(), s => Assert.Equal(1, s));
        Assert.All(agreement.DirectionMatch(), s => Assert.Equal(1, s));
        Assert.All(agreement.RocArea(), s => Assert.Equal(1, s));
        Assert.All(agreement.AveragePrecision(), s => Assert.Equal(1, s, 1e-12));
        Assert.Equal(1, EnergyDistances.Correlation(EnergyDistances.Of(_cells), EnergyDistances.Of(_cells)), 1e-12);
    }

    [Fact]
    public void One_effect_for_all_discriminates_by_chance_alone()
    {
        Pseudobulks real = Pseudobulks.Of(_cells), same = Pseudobulks.Of(new(Repeated(), Experiment.Panel, Labels(), "control"));

        Assert.Equal(0.5 + 1 / 20.0, DiscriminationScore.Of(real, same, new() { SharesTies = true, LeavesTargetOut = false }).Average(), 1e-12);
        Assert.True(double.IsNaN(EnergyDistances.Correlation(EnergyDistances.Of(_cells), EnergyDistances.Of(new(Repeated(), Experiment.Panel, Labels(), "control")))));

        static float[] Repeated() => [.. Enumerable.Range(0, 2 + Experiment.Perturbations).SelectMany(cell => Enumerable.Range(0, Experiment.Genes).Select(gene => cell < 2 ? 1f : 1 + 0.1f * gene))];
        static string[] Labels() => ["control", "control", .. Enumerable.Range(0, Experiment.Perturbations).Select(p => $"P{p}")];
    }

    [Fact]
    public void Nothing_changed_correlates_with_nothing_and_says_so()
    {
        Pseudobulks real = Pseudobulks.Of(_cells), none = Pseudobulks.Of(Copied());

        Assert.All(EffectErrors.Correlation(real, none), r => Assert.True(double.IsNaN(r)));
        Assert.All(new DifferentialAgreement(DifferentialTable.Of(_cells), DifferentialTable.Of(Copied())).Overlap(), s => Assert.Equal(0, s));

        static PerturbationCells Copied() => new(Enumerable.Repeat(1f, 24 * Experiment.Genes).ToArray(), Experiment.Panel, [.. Enumerable.Repeat("control", 4), .. Enumerable.Range(0, 20).Select(i => $"P{i / 2}")], "control");
    }

    [Fact]
    public void Effects_are_differences_from_the_control_of_the_same_data()
    {
        var bulks = Pseudobulks.Of(new(new float[] { 1, 2, 3, 4, 5, 9 }, ["a", "b"], ["c", "p", "p"], "c"));

        Assert.Equal([4.0, 6.5], bulks.Means[0]);
        Assert.Equal([3.0, 4.5], bulks.Effects[0]);
    }

    [Fact]
    public void The_perturbed_gene_itself_is_left_out()
    {
        // Without gene a the predicted effect of a is that of b.
        PerturbationCells real = Named([0, 0, 9, 1, 0, 5]), predicted = Named([0, 0, 9, 5, 0, 5]);

        Assert.Equal([0.5, 1], DiscriminationScore.Of(Pseudobulks.Of(real), Pseudobulks.Of(predicted)));
        Assert.Equal([1, 1], DiscriminationScore.Of(Pseudobulks.Of(real), Pseudobulks.Of(predicted), new() { LeavesTargetOut = false }));

        static PerturbationCells Named(float[] values) => new(values, ["a", "c"], ["control", "a", "b"], "control");
    }

    [Fact]
    public void Once_signs_did_not_count()
    {
        PerturbationCells real = new(new float[] { 5, 5, 7, 5, 3, 4.9f }, ["x", "y"], ["control", "up", "down"], "control"), predicted = new(new float[] { 5, 5, 3, 5, 7, 5 }, ["x", "y"], ["control", "up", "down"], "control");

        Assert.Equal([0.5, 0.5], DiscriminationScore.Of(Pseudobulks.Of(real), Pseudobulks.Of(predicted)));
        Assert.Equal(1, DiscriminationScore.Of(Pseudobulks.Of(real), Pseudobulks.Of(predicted), new() { IgnoresSigns = true })[1]);
    }

    [Fact]
    public void Fold_changes_at_nothing_follow_their_era()
    {
        PerturbationCells cells = new(new float[] { 0, 0, 2, 0, 1, 0 }, ["up", "never", "down"], ["control", "p"], "control");
        double[] present = [.. DifferentialTable.Of(cells).Log2FoldChanges[0]], challenge = [.. DifferentialTable.Of(cells, DifferentialRules.Challenge).Log2FoldChanges[0]];

        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity], DifferentialTable.Of(new(new float[] { 1, 0, 2, 0, 1, 0 }, ["down", "up", "down too"], ["control", "p"], "control")).Log2FoldChanges[0]);
        Assert.Equal([0, double.PositiveInfinity, double.NegativeInfinity], present);
        Assert.Equal([Math.Log2(20), Math.Log2(20), Math.Log2(1 / 20.0)], challenge);
    }

    [Fact]
    public void Genes_are_tested_as_the_rank_sum_test_tests_them()
    {
        var table = DifferentialTable.Of(_cells);
        var own = _cells.Cells("P3").ToArray().Select(c => (double)_cells.Row(c)[4]).ToArray();
        var controls = _cells.Cells("control").ToArray().Select(c => (double)_cells.Row(c)[4]).ToArray();
        var expected = Evaluation.Statistics.RankSum.TwoSided(own, controls);

        Assert.Equal((expected.U, expected.PValue), (table.U[3][4], table.PValues[3][4]));
        Assert.Equal(Evaluation.Statistics.MultipleTesting.BenjaminiHochberg(table.PValues[3]), table.QValues[3]);
        Assert.NotEqual(table.QValues[3], DifferentialTable.Of(_cells, DifferentialRules.Present with { CorrectsEachPerturbation = false }).QValues[3]);
    }

    [Fact]
    public void Overlap_is_of_as_many_predicted_genes_as_are_real()
    {
        // Truth moves three genes; the prediction moves them weakly behind one that it invents.
        var predicted = Experiment.Cells(2, (p, g) => Experiment.Effect(p, g) * 0.9 + ((g - p + 20) % 20 == 7 ? 3 : 0));
        var agreement = new DifferentialAgreement(DifferentialTable.Of(_cells), DifferentialTable.Of(predicted));
        var everywhere = Enumerable.Range(0, Experiment.Perturbations).Where(p => agreement.Counts[p] is (3, 4)).ToArray();

        Assert.NotEmpty(everywhere);
        Assert.All(everywhere, p => Assert.Equal((2.0 / 3, 0.75, 1.0), (agreement.Overlap()[p], agreement.Precision()[p], agreement.Recall()[p])));
        Assert.All(everywhere, p => Assert.Equal(0, agreement.Overlap(1)[p]));
    }

    [Fact]
    public void A_score_is_0_at_the_baseline_and_1_at_the_best()
    {
        Assert.Equal((0, 1, 0, 1), (ChallengeScore.TowardsOne(0.5, 0.5), ChallengeScore.TowardsOne(1, 0.5), ChallengeScore.TowardsZero(0.03, 0.03), ChallengeScore.TowardsZero(0, 0.03)));
        Assert.Equal(0.2, ChallengeScore.Clipped(0.6, -3, double.NaN), 1e-15);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var other = new PerturbationCells(new float[] { 1, 2, 3, 4 }, ["G0", "X"], ["control", "P0"], "control");

        Assert.Contains("another panel of genes: 2 against 20", Assert.Throws<ArgumentException>(() => PerturbationCells.CheckPair(_cells, other)).Message);
        Assert.Contains("No cell is a control 'wild'", Assert.Throws<ArgumentException>(() => new PerturbationCells(new float[] { 1, 2 }, ["a"], ["control", "p"], "wild")).Message);
        Assert.Contains("All cells are controls", Assert.Throws<ArgumentException>(() => new PerturbationCells(new float[] { 1 }, ["a"], ["control"], "control")).Message);
        Assert.Contains("'a' comes 2 times", Assert.Throws<ArgumentException>(() => new PerturbationCells(new float[] { 1, 2, 3, 4 }, ["a", "a"], ["c", "p"], "c")).Message);
        Assert.Contains("missing P0, not in the truth Q", Assert.Throws<ArgumentException>(() => PerturbationCells.CheckPair(new(new float[] { 1, 2 }, ["a"], ["c", "P0"], "c"), new(new float[] { 1, 2 }, ["a"], ["c", "Q"], "c"))).Message);
    }
}
