using Sintropia.Data.Projections;

namespace Sintropia.Data.Tests.Projections;

public sealed class NeighboursTests
{
    [Fact]
    public void Neighbours_are_those_that_sorting_all_distances_finds()
    {
        const int n = 700, dimensions = 5, count = 7;
        double[] points = [.. Enumerable.Range(0, n * dimensions).Select(i => Math.Floor(8 * Math.Sin(i * 12.9898)))]; // on a grid, so that many are equally far

        var found = Neighbours.Of(points, dimensions, count);

        for (var i = 0; i < n; i++)
        {
            var all = Enumerable.Range(0, n).Where(j => j != i)
                .Select(j => (Place: j, Distance: Math.Sqrt(Enumerable.Range(0, dimensions).Sum(d => Math.Pow(points[i * dimensions + d] - points[j * dimensions + d], 2)))))
                .OrderBy(p => p.Distance).ThenBy(p => p.Place).Take(count).ToList();
            Assert.Equal(all.Select(p => p.Place), found.Places.AsSpan(i * count, count).ToArray());
            Assert.Equal(all.Select(p => p.Distance), found.Distances.AsSpan(i * count, count).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Awkward_questions_are_refused()
    {
        Assert.Contains("Ask for 1 to 2", Assert.Throws<ArgumentException>(() => Neighbours.Of([1, 2, 3], 1, 3)).Message);
        Assert.Contains("Coordinate 0 of point 1", Assert.Throws<ArgumentException>(() => Neighbours.Of([1, double.NaN], 1, 1)).Message);
        Assert.Contains("do not make points", Assert.Throws<ArgumentException>(() => Neighbours.Of([1, 2, 3], 2, 1)).Message);
        Assert.Empty(Neighbours.Of([], 2, 3).Places);
    }
}
