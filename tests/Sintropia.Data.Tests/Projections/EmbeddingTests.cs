using Sintropia.Data.Projections;

namespace Sintropia.Data.Tests.Projections;

public sealed class EmbeddingTests
{
    private const int Dimensions = 4;

    [Fact]
    public void Groups_stay_together_and_apart_from_each_other()
    {
        var points = ThreeGroups(240);

        var places = Embedding.Of(Neighbours.Of(points, Dimensions, 15), points, Dimensions, new() { Epochs = 200 });

        // The nearest in the plane are of the same group, as the nearest in space are.
        var near = Neighbours.Of(places, 2, 5);
        Assert.All(Enumerable.Range(0, 240), i => Assert.All(near.Places.AsSpan(i * 5, 5).ToArray(), j => Assert.Equal(i % 3, j % 3)));
        Assert.All(places, p => Assert.True(Math.Abs(p) < 100));
    }

    [Fact]
    public void A_seed_makes_one_layout_and_another_seed_another()
    {
        var points = ThreeGroups(60);
        var neighbours = Neighbours.Of(points, Dimensions, 10);

        var first = Embedding.Of(neighbours, points, Dimensions, new() { Epochs = 50, Seed = 1 });

        Assert.Equal(first, Embedding.Of(neighbours, points, Dimensions, new() { Epochs = 50, Seed = 1 }));
        Assert.NotEqual(first, Embedding.Of(neighbours, points, Dimensions, new() { Epochs = 50, Seed = 2 }));
    }

    [Fact]
    public void Points_in_one_place_and_points_of_one_dimension_are_laid_out()
    {
        var same = new double[20];
        Assert.All(Embedding.Of(Neighbours.Of(same, 1, 3), same, 1), p => Assert.True(double.IsFinite(p)));
        Assert.Empty(Embedding.Of(Neighbours.Of([], 2, 3), [], 2));
    }

    [Fact]
    public void A_start_of_other_points_is_refused()
    {
        Assert.Contains("no start for 3 points", Assert.Throws<ArgumentException>(() => Embedding.Of(Neighbours.Of([1, 2, 3], 1, 1), [1, 2], 1)).Message);
    }

    private static double[] ThreeGroups(int n) => [.. Enumerable.Range(0, n * Dimensions).Select(i => 20.0 * (i / Dimensions % 3 == i % Dimensions ? 1 : 0) + Math.Sin(i * 12.9898) * 2)];
}
