using Sintropia.Predictors.StateTransition;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Predictors.Tests.StateTransition;

public sealed class StateTransitionTrainingTests
{
    private const int Genes = 12, Cells = 16, Perturbations = 3;

    [Fact]
    public void A_shift_per_perturbation_is_learned_better_than_the_mean_shift()
    {
        StateTransitionNetwork network = new(new() { Inputs = Genes, Outputs = Genes, PerturbationWidth = Perturbations, Width = 32, Feedforward = 32, Layers = 1, Heads = 4, EncoderLayers = 2, ProjectionLayers = 2 });
        network.Initialise(4);
        var training = new StateTransitionTraining(network, adam: AdamOptions.Adam with { Rate = 3e-3 });
        for (var step = 0; step < 150; step++)
        {
            var (sets, observed) = Drawn(step);
            Assert.True(training.Step(sets, observed, dropout: new Dropout(0.1f, (ulong)step)).Taken);
        }

        var (controls, held) = Drawn(1000);
        var objective = new StateTransitionObjective();
        var learned = objective.Each(network.Of(controls).Cells, held).Mean().Value;
        var meanShift = Shifts().Mean(0).Reshape(1, 1, Genes);
        var mean = objective.Each(controls.Controls + meanShift, held).Mean().Value;
        Assert.True(learned < 0.5f * mean, $"learned {learned}, mean shift {mean}");
    }

    [Theory]
    [InlineData(SetLoss.Energy)]
    [InlineData(SetLoss.Sinkhorn)]
    [InlineData(SetLoss.SinkhornAndEnergy)]
    [InlineData(SetLoss.MeanDiscrepancy)]
    public void Sets_are_nearer_to_themselves_in_any_order_than_to_others(SetLoss loss)
    {
        var objective = new StateTransitionObjective { Loss = loss };
        Tensor x = Rows.Draw([2, 5, 3], 1), order = x.Take(Indices.Of(4, 2, 0, 1, 3), 1);

        Assert.All(objective.Each(x, order).ToArray(), d => Assert.Equal(0, d, 1e-4f));
        Assert.All(objective.Each(x, x + 1).ToArray(), d => Assert.True(d > 0.05f));
    }

    [Fact]
    public void Points_at_a_distance_are_that_far_apart_in_energy() =>
        Assert.Equal(3, new StateTransitionObjective().Each(Tensor.Zeros([1, 4, 1]), Tensor.Full([1, 4, 1], 3)).Value, 2e-4f); // half of 1e-4 less for each set

    [Fact]
    public void A_set_that_is_not_a_number_is_not_left_out()
    {
        StateTransitionNetwork network = new(new() { Inputs = 2, Outputs = 2, PerturbationWidth = 1, Width = 4, Feedforward = 4, Layers = 1, Heads = 1, EncoderLayers = 1, ProjectionLayers = 1 });
        network.Initialise(1);
        var before = network.Parameters.Select(p => p.Tensor.ToArray()).ToList();
        var observed = Tensor.Ones([2, 3, 2]);
        observed.Span[0] = float.NaN;
        var outcome = new StateTransitionTraining(network).Step(new(Tensor.Ones([2, 3, 2]), Tensor.Ones([2, 3, 1])), observed);

        Assert.False(outcome.Taken);
        Assert.All(network.Parameters.Zip(before), p => Assert.Equal(p.Second, p.First.Tensor.ToArray()));
    }

    /// <summary>Control cells, and other cells that each perturbation has shifted.</summary>
    private static (CellSets Sets, Tensor Observed) Drawn(int seed)
    {
        Tensor controls = Rows.Draw([Perturbations, Cells, Genes], seed, 0.5f), others = Rows.Draw([Perturbations, Cells, Genes], seed + 5000, 0.5f);
        var oneHot = Tensor.From([Perturbations, 1, Perturbations], [1, 0, 0, 0, 1, 0, 0, 0, 1]).Expand([Perturbations, Cells, Perturbations]).Contiguous();
        return (new(controls, oneHot), others + Shifts().Unsqueeze(1));
    }

    private static Tensor Shifts() => Rows.Draw([Perturbations, Genes], 77, 0);
}
