using Sintropia.Data.Chance;

namespace Sintropia.Data.Projections;

/// <summary>The greatest components of a large matrix, by Golub and Kahan's bidiagonal form of it, begun at a random vector and kept orthogonal throughout.</summary>
/// <remarks>Golub and Kahan 1965, doi:10.1137/0702016; Simon and Zha 2000, doi:10.1137/S1064827597327309. It goes on until every component that is asked for is as near as the tolerance says, and needs two products with the matrix a step.</remarks>
internal static class LanczosComponents
{
    public static double[] Of(CentredMatrix a, int count, PrincipalComponentOptions options)
    {
        var most = Math.Min(a.Rows, a.Columns);
        var (right, left) = (new List<double[]>(), new List<double[]>());
        var (alphas, betas) = (new List<double>(), new List<double>());
        right.Add(Random(options.Seed, 0, a.Columns, right));
        for (var look = Math.Min(most, 2 * count); ; look = Math.Min(most, look + Math.Max(10, look / 5)))
        {
            while (alphas.Count < look) Step(a, right, left, alphas, betas, options.Seed);
            var (values, vectors) = SymmetricEigen.OfThreeDiagonals(Squares(alphas, betas), Beside(alphas, betas));
            if (look == most || Near(values, vectors, betas[^1], count, options.Tolerance)) return Combine(right, vectors, count, look, a.Columns);
        }
    }

    /// <summary>A·vⱼ = βⱼ₋₁·uⱼ₋₁ + αⱼ·uⱼ and Aᵀ·uⱼ = αⱼ·vⱼ + βⱼ·vⱼ₊₁.</summary>
    private static void Step(CentredMatrix a, List<double[]> right, List<double[]> left, List<double> alphas, List<double> betas, ulong seed)
    {
        var u = new double[a.Rows];
        a.Times(right[^1], u);
        alphas.Add(Orthonormal(ref u, left, seed, 1));
        left.Add(u);

        var v = new double[a.Columns];
        a.TransposedTimes(u, v);
        betas.Add(right.Count < a.Columns ? Orthonormal(ref v, right, seed, 2) : 0);
        right.Add(v);
    }

    /// <summary>Makes a vector orthogonal to all before and of length one; returns its former length, 0 where nothing was left and a random one took its place.</summary>
    private static double Orthonormal(ref double[] vector, List<double[]> before, ulong seed, int side)
    {
        var length = Math.Sqrt(Vectors.Dot(vector, vector));
        Remove(vector, before);
        var left = Math.Sqrt(Vectors.Dot(vector, vector));
        if (!(left > 1e-12 * length) || left == 0)
        {
            if (before.Count < vector.Length) vector = Random(seed, (ulong)(before.Count * 3 + side), vector.Length, before);
            return 0;
        }

        for (var i = 0; i < vector.Length; i++) vector[i] /= left;
        return left;
    }

    private static void Remove(double[] vector, List<double[]> before)
    {
        for (var pass = 0; pass < 2; pass++)
        foreach (var other in before)
            Vectors.Add(vector, -Vectors.Dot(vector, other), other);
    }

    private static double[] Random(ulong seed, ulong which, int length, List<double[]> before)
    {
        var draws = new StreamDraws(seed);
        var vector = new double[length];
        for (var i = 0; i < length; i++) vector[i] = 2 * draws.Uniform(DrawStream.ComponentStart, which, (ulong)i) - 1;
        Remove(vector, before);
        var size = Math.Sqrt(Vectors.Dot(vector, vector));
        for (var i = 0; i < length; i++) vector[i] /= size;
        return vector;
    }

    /// <summary>The diagonal of BᵀB, where the bidiagonal B has the αs on its diagonal and the βs above.</summary>
    private static double[] Squares(List<double> alphas, List<double> betas) => [.. alphas.Select((alpha, j) => alpha * alpha + (j > 0 ? betas[j - 1] * betas[j - 1] : 0))];

    /// <summary>What stands beside that diagonal.</summary>
    private static double[] Beside(List<double> alphas, List<double> betas) => [.. alphas.Select((alpha, j) => alpha * betas[j])];

    /// <summary>Whether ‖AᵀA·x − λ·x‖ is small for each component x that is wanted: it is α·β times the last coordinate, and α is at most the greatest singular value.</summary>
    private static bool Near(double[] values, double[] vectors, double beta, int count, double tolerance)
    {
        var (size, greatest) = (values.Length, Math.Max(values[0], 0));
        for (var k = 0; k < count; k++)
            if (beta * Math.Sqrt(greatest) * Math.Abs(vectors[k * size + size - 1]) > tolerance * greatest)
                return false;
        return true;
    }

    private static double[] Combine(List<double[]> right, double[] vectors, int count, int size, int columns)
    {
        var loadings = new double[count * columns];
        for (var k = 0; k < count; k++)
        {
            var loading = loadings.AsSpan(k * columns, columns);
            for (var j = 0; j < size; j++) Vectors.Add(loading, vectors[k * size + j], right[j]);

            Vectors.MakeOrthonormal(loadings, k, columns);
        }

        return loadings;
    }
}
