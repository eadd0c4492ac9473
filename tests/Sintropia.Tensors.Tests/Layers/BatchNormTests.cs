using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Tests.Gradients;

namespace Sintropia.Tensors.Tests.Layers;

public sealed class BatchNormTests
{
    [Fact]
    public void Training_normalises_the_batch_and_moves_the_running_averages()
    {
        var norm = new BatchNorm(3, momentum: 0.25f);
        norm.Initialise(1);
        var x = Slopes.Draw([10, 3], 1);

        var y = norm.InTraining(x);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, y.Mean(0).ToArray()[i], 1e-6);
            Assert.Equal(0.25 * x.Mean(0).ToArray()[i], norm.RunningMean.ToArray()[i], 1e-6);
            Assert.Equal(0.75 + 0.25 * x.Variance(0).ToArray()[i], norm.RunningVariance.ToArray()[i], 1e-6);
        }
    }

    [Fact]
    public void After_training_a_row_does_not_depend_on_its_batch()
    {
        var norm = new BatchNorm(3);
        norm.Initialise(1);
        norm.InTraining(Slopes.Draw([10, 3], 1));
        var x = Slopes.Draw([5, 3], 2);

        Assert.Equal(norm.Of(x).ToArray()[..3], norm.Of(x.Slice(0, 0, 1)).ToArray());
    }
}
