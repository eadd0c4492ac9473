using Sintropia.Evaluation.Combinations;
using Sintropia.Evaluation.DoseResponse;

namespace Sintropia.Evaluation.Tests.Combinations;

public sealed class CombinationScoresTests
{
    private static readonly double[] Doses = [0, 0.1, 0.3, 1, 3, 10];

    private static CombinationWell[] Matrix(Func<double, double, double> effect, double control = 1, int replicates = 1, Func<int, double>? noise = null)
    {
        var wells = Doses.SelectMany(a => Doses.SelectMany(b => Enumerable.Repeat((a, b), replicates))).ToArray();
        return [.. wells.Select((w, i) => new CombinationWell(w.a, w.b, control * (1 - effect(w.a, w.b) + (noise?.Invoke(i) ?? 0))))];
    }

    [Fact]
    public void A_sham_combination_scores_zero_under_Loewe_and_not_under_Bliss()
    {
        var curve = new HillCurve(0, 0.9, 0.7, 1.3);
        var scores = CombinationScores.Of(Matrix((a, b) => curve.At(a + b), control: 116));

        Assert.Equal(CombinationFailure.None, scores.Failure);
        Assert.Equal(116, scores.Baseline, 12);
        Assert.Equal(25, scores[ReferenceModel.Loewe].Cells);
        Assert.All(scores.Cells, c => Assert.Equal(0, c.Excess(ReferenceModel.Loewe), 1e-6)); // the curve itself is fitted
        Assert.All(scores.Cells, c => Assert.Equal(1, c.Index, 1e-4));
        Assert.True(Math.Abs(scores[ReferenceModel.Bliss].Mean.Estimate) > 0.01);
    }

    [Fact]
    public void Independent_drugs_score_zero_under_Bliss_and_ZIP()
    {
        HillCurve a = new(0, 1, 0.7, 1.3), b = new(0, 1, 2, 0.8);
        var scores = CombinationScores.Of(Matrix((x, y) => BlissIndependence.Expected(a.At(x), b.At(y))));

        Assert.All(scores.Cells, c => Assert.Equal(0, c.Excess(ReferenceModel.Bliss), 12));
        Assert.All(scores.Cells, c => Assert.Equal(0, c.Excess(ReferenceModel.Zip), 1e-6));
        Assert.True(scores[ReferenceModel.Hsa].Mean.Estimate > 0.05);
        Assert.Equal(1, scores.CurveA!.Curve.Zero);
        Assert.Equal(0.7, scores.CurveA.Curve.HalfDose, 5);
        Assert.Equal(2, scores.CurveB!.Curve.HalfDose, 4);
    }

    [Fact]
    public void A_drug_that_does_nothing_adds_nothing_under_any_model()
    {
        var curve = new HillCurve(0, 0.8, 0.7, 1.3);
        var scores = CombinationScores.Of(Matrix((a, _) => curve.At(a)));
        foreach (var model in Enum.GetValues<ReferenceModel>().Except([ReferenceModel.Zip])) Assert.Equal(0, scores[model].Mean.Estimate, 1e-6);
        Assert.Equal(0, scores[ReferenceModel.Zip].Mean.Estimate, 0.02); // its curves end at full effect by definition
    }

    [Fact]
    public void Added_potency_is_synergy_under_every_model()
    {
        var curve = new HillCurve(0, 1, 2, 1.2);
        var scores = CombinationScores.Of(Matrix((a, b) => curve.At(a + b + 6 * Math.Sqrt(a * b))));
        Assert.All(scores.Scores, s => Assert.True(s.Mean.Estimate > 0.03, $"{s}"));
        Assert.True(scores.MedianIndex < 0.7);
    }

    [Fact]
    public void Intervals_come_from_replicates_where_there_are_any_and_else_from_the_scatter_of_single_drugs()
    {
        HillCurve a = new(0, 1, 0.7, 1.3), b = new(0, 1, 2, 0.8);
        double Noise(int i) => 0.06 * (i * 0.6180339887 % 1 - 0.5);
        var options = new CombinationOptions { Resamples = 100 };
        var single = CombinationScores.Of(Matrix((x, y) => BlissIndependence.Expected(a.At(x), b.At(y)), noise: Noise), options);
        var triple = CombinationScores.Of(Matrix((x, y) => BlissIndependence.Expected(a.At(x), b.At(y)), replicates: 3, noise: Noise), options);

        foreach (var score in single.Scores.Concat(triple.Scores)) Assert.True(score.Mean.Low < score.Mean.Estimate && score.Mean.Estimate < score.Mean.High, $"{score}");
        Assert.True(single[ReferenceModel.Bliss].Mean.Contains(0) && triple[ReferenceModel.Bliss].Mean.Contains(0));
        Assert.True(triple[ReferenceModel.Loewe].Mean.Width < single[ReferenceModel.Loewe].Mean.Width);
        Assert.All(triple.Cells, c => Assert.Equal(3, c.Replicates));
        var again = CombinationScores.Of(Matrix((x, y) => BlissIndependence.Expected(a.At(x), b.At(y)), noise: Noise), options);
        Assert.Equal(single.Scores, again.Scores);
    }

    [Fact]
    public void A_fitted_baseline_is_found_where_the_control_well_is_off()
    {
        HillCurve a = new(0, 0.9, 0.7, 1.3), b = new(0, 0.8, 2, 1.1);
        var wells = Matrix((x, y) => BlissIndependence.Expected(a.At(x), b.At(y)), control: 50).Where(w => w.DoseA + w.DoseB > 0).ToArray();

        Assert.Equal(50, CombinationScores.Of(wells, new() { Baseline = BaselineRule.Fitted }).Baseline, 1e-3);
        Assert.Equal(CombinationFailure.NoControl, CombinationScores.Of(wells).Failure);
    }

    [Fact]
    public void What_cannot_be_scored_has_a_name()
    {
        var curve = new HillCurve(0, 0.8, 0.7, 1.3);
        var good = Matrix((a, b) => curve.At(a + b), control: 100);

        Assert.Equal(CombinationFailure.ControlImplausible, CombinationScores.Of(good.Select(w => w.DoseA + w.DoseB == 0 ? w with { Response = 2 } : w)).Failure);
        Assert.Equal(CombinationFailure.NoCombinations, CombinationScores.Of(good.Where(w => w.DoseA == 0 || w.DoseB == 0)).Failure);
        var few = CombinationScores.Of(good.Where(w => w.DoseB is 0 or 1 or 3));
        Assert.Equal(CombinationFailure.TooFewDoses, few[ReferenceModel.Loewe].Failure);
        Assert.Equal(10, few[ReferenceModel.Bliss].Cells);
        var alone = CombinationScores.Of(good.Where(w => w.DoseB != 0 || w.DoseA == 0));
        Assert.Equal(CombinationFailure.NoSingleDrugs, alone[ReferenceModel.Bliss].Failure);
        var holes = CombinationScores.Of(good.Select((w, i) => i % 7 == 3 ? w with { Response = double.NaN } : w));
        Assert.Equal((CombinationFailure.None, 5), (holes.Failure, holes.LeftOut));
        Assert.All(holes.Scores, s => Assert.Equal(CombinationFailure.None, s.Failure));
    }
}
