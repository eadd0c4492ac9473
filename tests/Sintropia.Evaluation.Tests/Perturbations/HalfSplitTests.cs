using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Evaluation.Tests.Perturbations;

public sealed class HalfSplitTests
{
    [Fact]
    public void Every_perturbed_cell_is_in_one_half_and_every_control_in_both()
    {
        var cells = Experiment.Cells(1);
        var (real, predicted) = HalfSplit.Of(cells, 5);

        Assert.All(cells.Names, name => Assert.Equal((6, 6), (real.Cells(name).Length, predicted.Cells(name).Length)));
        Assert.Equal((30, 30), (real.Cells("control").Length, predicted.Cells("control").Length));
        Assert.All(cells.Names, name => Assert.Equal(Rows(cells, name).AsEnumerable(), Rows(real, name).Concat(Rows(predicted, name)).Order()));
    }

    [Fact]
    public void Halves_of_strong_effects_predict_each_other()
    {
        var (real, predicted) = HalfSplit.Of(Experiment.Cells(2), 5);

        Assert.True(EffectErrors.Correlation(Pseudobulks.Of(real), Pseudobulks.Of(predicted)).Min() > 0.9);
    }

    private static float[] Rows(PerturbationCells cells, string name)
    {
        List<float> values = [];
        foreach (var cell in cells.Cells(name)) values.Add(cells.Row(cell)[3]);
        return [.. values.Order()];
    }
}
