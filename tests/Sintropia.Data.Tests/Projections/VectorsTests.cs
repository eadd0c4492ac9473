using Sintropia.Data.Projections;

namespace Sintropia.Data.Tests.Projections;

public sealed class VectorsTests
{
    [Fact]
    public void Sums_and_products_are_those_of_plain_loops_at_every_length()
    {
        for (var n = 0; n < 40; n++)
        {
            double[] a = [.. Enumerable.Range(0, n).Select(i => i * 3 % 7 - 2.0)], b = [.. Enumerable.Range(0, n).Select(i => i * 5 % 11 - 4.0)];
            float[] narrow = Array.ConvertAll(a, v => (float)v);
            double[] sum = [.. a.Zip(b, (x, y) => y + 0.5 * x)], wide = (double[])b.Clone(), fromNarrow = (double[])b.Clone();

            Vectors.Add(wide, 0.5, a);
            Vectors.Add(fromNarrow, 0.5, narrow);

            var dot = a.Zip(b, (x, y) => x * y).Sum();
            Assert.Equal((dot, dot), (Vectors.Dot(a, b), Vectors.Dot(narrow, b))); // whole numbers: exact in any order
            Assert.Equal(sum, wide);
            Assert.Equal(sum, fromNarrow);
        }
    }
}
