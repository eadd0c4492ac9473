using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Optimisers;

namespace Sintropia.Tensors.Tests.Optimisers;

public sealed class MovingAverageTests
{
    [Fact]
    public void It_begins_as_a_copy_follows_parameters_and_copies_buffers()
    {
        BatchNorm teacher = new(2), student = new(2);
        student.Initialise(1);
        var average = new MovingAverage(teacher, student);
        Assert.Equal([1, 1], teacher.Weight.ToArray());

        student.Weight.FillInPlace(3);
        student.RunningMean.FillInPlace(7);
        average.Update(0.75);

        Assert.Equal([1.5f, 1.5f], teacher.Weight.ToArray());
        Assert.Equal([7, 7], teacher.RunningMean.ToArray());
    }
}
