using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Evaluation.Tests.Perturbations;

public sealed class CellChangesTests
{
    // Two perturbations of two pairs each, three genes.
    private readonly float[] _before = [1, 2, 3, 2, 2, 2, 0, 1, 0, 1, 1, 1], _after = [2, 2, 1, 3, 2, 1, 0, 3, 1, 2, 4, 1];
    private readonly int[] _perturbations = [0, 0, 1, 1];

    [Fact]
    public void What_really_changed_is_a_perfect_prediction()
    {
        var changes = Changes([.. _after.Zip(_before, (a, b) => a - b)]);
        var scores = EffectScores.Of(changes);

        Assert.All(CellChangeScores.SquaredErrors(changes), e => Assert.Equal(0, e));
        Assert.All(CellChangeScores.TopCorrelations(changes, 3), r => Assert.Equal(1, r, 1e-12));
        Assert.All(CellChangeScores.Determinations(changes), r => Assert.Equal(1, r));
        Assert.Equal([1.0, 1.0], scores.RetrievalRanks());
        Assert.Equal((1.0, 1.0), (scores.DirectionAccuracy(), scores.Gain(2).Average()));
        Assert.Equal(1, scores.StrengthCorrelation, 1e-12);
    }

    [Fact]
    public void No_change_has_the_size_of_the_truth_as_its_error()
    {
        var changes = Changes(new float[12]);
        var scores = EffectScores.Of(changes);

        Assert.Equal([5 / 3.0, 2 / 3.0, 5 / 3.0, 10 / 3.0], CellChangeScores.SquaredErrors(changes));
        Assert.All(CellChangeScores.TopCorrelations(changes, 3), r => Assert.Equal(0, r));
        Assert.Equal(0, CellChangeScores.Shift(changes));
        Assert.True(double.IsNaN(scores.StrengthCorrelation));
        Assert.Equal([1.0, 1.0], scores.RetrievalRanks()); // as published: nothing is nearer
        Assert.Equal([1.5, 1.5], scores.RetrievalRanks(sharesTies: true));
    }

    [Fact]
    public void Effects_are_means_and_errors_are_sorted_by_their_size()
    {
        // Real effects: (1, 0, −1.5) and (0.5, 2.5, 0.5).
        var scores = EffectScores.Of(Changes(new float[12]));
        var errors = scores.ErrorsBySize();

        Assert.Equal((0.0, 0.5, 1.0, 1.5, 2.5), (errors[0], errors[2], errors[3], errors[4], errors[5]));
        Assert.True(double.IsNaN(errors[1]));
        Assert.Equal(1 / 6.0, scores.DirectionAccuracy(), 1e-15);
        Assert.Equal(4 / 3.0, scores.ExpectedHits(2), 1e-15);
    }

    [Fact]
    public void A_perturbation_s_determination_is_of_its_mean_expression()
    {
        var changes = Changes([1, 0, -2, 1, 0, -1, 0, 0, 0, 0, 0, 0]);

        // Perturbation 1: y = (1, 3.5, 1), ŷ = (0.5, 1, 0.5).
        Assert.Equal(1 - (0.25 + 6.25 + 0.25) / (2 * Math.Pow(5 / 6.0, 2) + Math.Pow(10 / 6.0, 2)), CellChangeScores.Determinations(changes)[1], 1e-12);
        Assert.Equal(1, CellChangeScores.Determinations(changes, 2)[0]);
    }

    [Fact]
    public void Pairs_that_do_not_fit_are_refused()
    {
        Assert.Contains("4 pairs with 12 values before, 12 after and 3 predicted", Assert.Throws<ArgumentException>(() => Changes([1, 2, 3])).Message);
        Assert.Contains("only 2 of them have pairs", Assert.Throws<ArgumentException>(() => new CellChanges(_before, _after, _before, [0, 0, 2, 2])).Message);
        Assert.Contains("Of 3 genes, 4", Assert.Throws<ArgumentOutOfRangeException>(() => EffectScores.Of(Changes(new float[12])).Precision(4)).Message);
    }

    private CellChanges Changes(float[] predicted) => new(_before, _after, predicted, _perturbations);
}
